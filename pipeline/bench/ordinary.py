"""Ordinary French: sentences with no date and no country, texts with no diplomacy in them.

Composed of templates, always the same ones for the same number. Each family of templates holds what
news is full of, or what looks like a date, a country or a public office and is none.
"""

import random
import re
from collections.abc import Iterator
from itertools import cycle

FAMILIES: dict[str, tuple[str, ...]] = {
    "sport": (
        "{town} s'est imposé {score} face à {town2} devant {crowd} spectateurs.",
        "L'attaquant {person} a signé un but d'une frappe des vingt mètres.",
        "Menés {score} à la pause, les {team} ont renversé la rencontre dans la seconde période.",
        "Le défenseur {person} a signé un contrat de trois ans avec le club de {town}.",
        "{person} a remporté le tournoi de {town} en battant {person2} 6-4, 3-6, 7-5.",
        "Pour la {nth} journée du championnat, {town} recevra {town2} sur sa pelouse.",
        "La nageuse {person} a couru le 1500 mètres en quinze minutes et {seconds} secondes.",
        "Le président du club, {person}, a remercié l'entraîneur après la défaite {score}.",
        "Le numéro {jersey} des {team} est sorti sur blessure à la {minute}e minute.",
        "Avec {points} points en {games} matches, {town} pointe à la {nth} place.",
        "{person} a pris la deuxième place du sprint, à {seconds} centièmes du vainqueur.",
        "Le capitaine {person}, {age} ans, raccrochera les crampons à la fin de la saison.",
        "Le match nul (1-1) ne fait les affaires ni des {team} ni de {town}.",
        "Le rallye comptait douze épreuves spéciales et 312 kilomètres chronométrés.",
        "Au relais 4x100 mètres, les {team} ont amélioré leur record de deux dixièmes.",
    ),
    "culture": (
        "La chanteuse {person} fête ses trente ans de carrière sur la scène du théâtre de {town}.",
        "Le roman de {person} s'est vendu à {crowd} exemplaires.",
        "{person} signe une mise en scène sobre, portée par la comédienne {person2}.",
        "La {nth} édition du festival a attiré {crowd} visiteurs sur les quais.",
        "L'exposition réunit {few} toiles et cent dessins prêtés par le musée de {town}.",
        "Le chef d'orchestre {person} a dirigé la symphonie en ré mineur sans partition.",
        "Le film dure deux heures et {minute} minutes, et l'on ne s'ennuie pas une seconde.",
        "La galerie expose des photographies en noir et blanc de l'artiste {person}.",
        "Le morceau s'ouvre sur trois accords de guitare et se clôt sur un accord parfait.",
        "Un prix de {amount} récompense le premier roman d'un auteur.",
        "L'ambassadrice de la marque, {person}, posera pour la prochaine collection.",
        "La compagnie de {town} joue sa nouvelle pièce à guichets fermés.",
        "Dans le second volume, l'héroïne quitte {town} pour élever des chèvres.",
    ),
    "business": (
        "Le groupe {firm} a dégagé un bénéfice net de {percent} % supérieur aux attentes.",
        "Le titre {firm} gagnait {percent} % à {figure},20 euros en milieu de séance.",
        "Le directeur général, {person}, table sur une marge de {percent} %.",
        "L'entreprise emploie {yearlike} salariés répartis sur quatre sites.",
        "Le fabricant de meubles {firm} rachète son concurrent pour {amount}.",
        "Les paris sportifs représentent {percent} % du chiffre d'affaires.",
        "Le prix du baril est passé de {figure} à {points} dollars.",
        "Le conseil d'administration a nommé {person} à la tête de la filiale.",
        "Les négociations salariales ont échoué faute d'accord sur les primes.",
        "D'un commun accord, {person} et {firm} ont mis fin à leur collaboration.",
        "L'once d'or a perdu {percent} % et l'argent {percent2} %.",
        "Le directeur financier de {firm} a vendu {yearlike} actions.",
        "La chaîne de magasins ouvrira une boutique de {yearlike} mètres carrés à {town}.",
        "Le second actionnaire du groupe détient {percent} % du capital.",
    ),
    "weather": (
        "Le vent soufflera jusqu'à {speed} km/h sur le littoral et les crêtes.",
        "Les températures iront de {low} à {high} degrés sur les plaines.",
        "Il est tombé {figure} millimètres d'eau à {town} en deux heures.",
        "Les brouillards matinaux laisseront place à de larges éclaircies.",
        "La neige tient au-dessus de {yearlike} mètres et le risque d'avalanche est de 3 sur 5.",
        "Une averse de grêle a endommagé les vignes autour de {town}.",
        "L'indice de qualité de l'air restera moyen, autour de 6/10.",
        "Le thermomètre a affiché {high},{digit} degrés à l'ombre à l'aéroport de {town}.",
    ),
    "recipes": (
        "Faites revenir les oignons à feu doux pendant {minute} minutes.",
        "Ajoutez {gram} g de farine, 3 œufs et 2 cuillères à soupe de sucre.",
        "Le chili con carne se sert avec du riz et un peu de coriandre.",
        "Enfournez à 180 °C (th. 6) pendant 25 à 30 min.",
        "Coupez la pâte en {jersey} bandes de 2 cm sur 10.",
        "Laissez reposer la brioche toute une nuit au réfrigérateur.",
        "Relevez la sauce d'une pointe de piment et d'un trait de curaçao.",
        "Servez le bœuf Wellington en tranches épaisses avec une salade de roquette.",
        "Mélangez deux petits-suisses et {gram} g de sucre glace.",
        "Nappez la dinde de beurre fondu toutes les {minute} minutes.",
        "Comptez 1/2 litre de lait pour 3/4 de tasse de semoule.",
        "Le second service sera accompagné d'une purée de panais.",
    ),
    "science": (
        "La sonde a photographié les calottes polaires de la planète Mars.",
        "L'équipe de {person} a séquencé le génome de {yearlike} souris.",
        "Le télescope observe une galaxie située à {figure} millions d'années-lumière.",
        "Les chercheurs ont mesuré une hausse de {percent} % de l'acidité de l'eau.",
        "La molécule a été testée sur {crowd} patients âgés de {age} ans et plus.",
        "Une seconde étude, menée à {town}, aboutit au même résultat.",
        "L'article, long de {jersey} pages, décrit un nouvel alliage d'or et de cuivre.",
        "Le dieu Mars, dans la mythologie, est le père de Romulus.",
        "Le volcan a craché des cendres jusqu'à {yearlike} mètres d'altitude.",
        "Les abeilles parcourent {digit} à {jersey} kilomètres pour butiner.",
        "La vitesse du son est d'environ 340 mètres par seconde.",
    ),
    "local life": (
        "La bibliothèque de {town} ouvre de 9 h à 18 h sans interruption.",
        "Le conseil municipal a voté un budget de {amount} pour la piscine.",
        "La mairie de {town} recherche {jersey} bénévoles pour la collecte de vêtements.",
        "Un incendie a détruit un hangar de {yearlike} m² rue {street}.",
        "Le marché se tient place de l'église {saint}, sur une centaine d'étals.",
        "Le premier adjoint, {person}, a coupé le ruban de la salle des fêtes.",
        "Une habitante de {age} ans a été légèrement blessée dans une collision à {town}.",
        "La crèche accueillera {jersey} enfants de plus, a promis la directrice, {person}.",
        "Les pompiers ont secouru un randonneur à {yearlike} mètres d'altitude.",
        "La route départementale {jersey} sera fermée entre {town} et {town2}.",
        "Les inscriptions se font au 02 {phone} ou à l'accueil de la mairie.",
        "Le club de couture de {town} expose ses patrons au 1er étage de la médiathèque.",
        "Le bus {jersey} dessert la gare, la clinique {saint} et le lycée.",
        "Le tribunal a condamné un homme de {age} ans à {digit} mois de prison.",
        "Une association de {town} distribue {crowd} repas pendant l'hiver.",
    ),
    "counts": (
        "Quelque {yearlike} personnes ont défilé dans les rues de {town}.",
        "Le refuge, perché à {yearlike} mètres, compte {jersey} lits.",
        "Il a vendu sa voiture {yearlike} euros à un voisin.",
        "Le dossard {yearlike} a franchi la ligne en tête.",
        "La commune compte {yearlike} habitants et deux écoles.",
        "Le chalutier a débarqué {yearlike} tonnes de sardines à {town}.",
        "La chambre {yearlike} donne sur la cour de l'hôtel.",
        "Il faut de 1500 à 2000 signatures pour valider la pétition.",
        "Le vol AF {yearlike} a atterri avec une heure de retard à {town}.",
        "La réponse est à la page {yearlike} de l'encyclopédie.",
        "Le chantier a coûté 2.000 euros de plus, soit 12 025 euros en tout.",
    ),
    "times": (
        "Le spectacle commence à {hour} h {minute} et s'achève deux heures plus tard.",
        "Rendez-vous à {hour}h{minute} devant la gare de {town}.",
        "Le magasin est ouvert 24 heures sur 24 et 7 jours sur 7.",
        "La garde à vue a été prolongée de vingt-quatre heures.",
        "Le trajet prend trois quarts d'heure, contre {minute} minutes par l'autoroute.",
        "Le premier train part à 5 heures {minute} et le dernier à minuit.",
        "Il a bouclé le tour en 2 h 04 min {seconds} s.",
    ),
    "ages and durations": (
        "À {age} ans, {person} reprend la ferme familiale.",
        "Âgée de {age} ans, {person} court encore dix kilomètres chaque semaine.",
        "Le pont a été construit en trois ans et demi.",
        "La boulangère travaille là depuis {age} ans.",
        "Après trente ans de carrière, le boucher {person} passe la main.",
        "Le bail est conclu pour une durée de neuf ans.",
        "Le vin vieillit pendant dix-huit mois en fût de chêne.",
        "Il a été condamné à trente ans de réclusion.",
    ),
    "identifiers": (
        "L'article {jersey} du règlement intérieur interdit les téléphones.",
        "La norme ISO 9001 encadre la qualité de la production.",
        "La loi n° {yearlike}-{figure} fixe les règles de l'urbanisme.",
        "Le téléviseur de 42 pouces affiche une image de 1920 pixels sur 1080.",
        "Composez le 01.42.05.12.{jersey} pour joindre le standard.",
        "Son appartement se trouve au {jersey} de la rue {street}, bâtiment C.",
        "Le colis n° {yearlike} attend au guichet de {town}.",
        "Louis XIV aimait la danse et les jardins.",
        "La voiture a été flashée sur l'A{jersey} à {speed} km/h.",
        "Le processeur tourne à 3,2 GHz et consomme {figure} watts.",
        "La photo est en ligne sur www.gazette.example/{yearlike}/06/10/photo.html.",
        "Écrivez à contact{yearlike}@gazette.example pour gagner des places.",
        "Le vaccin protège contre quatre souches, dont la B.1.{jersey}.",
    ),
    "fractions and scores": (
        "Les critiques lui donnent la note de {digit}/10.",
        "L'élève a obtenu 12/20 en mathématiques et 15/20 en dessin.",
        "Les deux tiers des copropriétaires ont dit oui, soit {digit} sur 10.",
        "La salle était remplie aux 3/4.",
        "Le sondage donne {figure},{digit} % à la liste de {person}.",
        "Le tirage a donné le 3, le 12, le 25 et le 31.",
        "Il chausse du 42 et sa sœur du 36.",
    ),
    "words like dates": (
        "Le candidat a été battu au second tour.",
        "Les travaux ont été retardés par la pluie.",
        "L'été fut chaud et l'automne bien pluvieux.",
        "Une barre Mars et un café suffisaient à son goûter.",
        "La cuisinière Mai Nguyen tient un restaurant à {town}.",
        "Le boxeur {first} Avril a jeté l'éponge.",
        "Le sculpteur {first} Juin travaille le bronze et l'étain.",
        "Le comédien Noël {last} prête sa voix au personnage.",
        "Or, le dossier n'a jamais été transmis.",
        "Le quartier a bien changé, se souvient {person}.",
        "Récemment rénové, le théâtre de {town} compte {yearlike} places.",
        "Les grands magasins Printemps recrutent des vendeurs.",
        "L'auberge date du XVIIe siècle et la grange du siècle suivant.",
        "Il sème ses radis à la mi-saison et les récolte en quelques semaines.",
        "Robinson partage sa cabane et son maïs avec Vendredi.",
        "L'hôtel donne sur le Champ-de-Mars et sur l'avenue du Maréchal-Juin.",
        "Les sept nains sifflent en travaillant.",
        "Le jour J, il faudra se lever tôt, prévient {person}.",
        "Cette vidéo a été partagée {yearlike} fois.",
        "La bûche se déguste à la lueur des bougies.",
        "Un violoniste du nom d'Auguste {last} jouait à la nuit tombée.",
        "Le mandat du maire dure six ans et celui du trésorier deux ans.",
    ),
    "persons like countries": (
        "La chanteuse France {last} a rempli la salle de {town}.",
        "Le peintre Maurice {last} expose ses aquarelles.",
        "L'ailier Jordan {last} a marqué deux essais.",
        "Mme Victoria {last} enseigne le violon à {town}.",
        "L'architecte Sofia {last} a dessiné la nouvelle gare.",
        "Le pilote Lewis Hamilton est parti en troisième ligne.",
        "L'acteur Michael Douglas joue un notaire ruiné.",
        "Le saxophoniste Stanley {last} se produit au caveau de {town}.",
        "La romancière Georgia {last} publie son troisième livre.",
        "Le maraîcher Israël {last} cultive des courges.",
        "La danseuse Chelsea Kingston a reçu un prix de {amount}.",
        "La dramaturge Dominique {last} répète sa prochaine pièce.",
        "M. Roumain, le gardien, fait sa ronde à {hour} h.",
        "Le pâtissier Cyril Lallemand a ouvert une boutique à {town}.",
        "La coureuse Kenya {last} a gagné le cross de {town}.",
        "Le guitariste branche sa Gibson sur un ampli Marshall.",
        "L'humoriste Chad {last} se moque de lui-même.",
    ),
    "places like countries": (
        "Le musée se trouve rue de Madrid, à deux pas de la gare.",
        "Le cyclone se dirige vers le golfe du Mexique.",
        "La tempête s'est formée dans l'océan Indien.",
        "Les transports d'Île-de-France ont été perturbés par la grève.",
        "L'église Saint-Martin de {town} abrite un orgue de {crowd} tuyaux.",
        "Un collège de Nouvelle-Angleterre a mis la vidéo en ligne.",
        "Les enfants jouaient au jardin du Luxembourg avec leurs bateaux.",
        "La rue Saint-Barthélemy sera piétonne, a décidé la mairie.",
        "La réunion des parents d'élèves aura lieu dans la salle polyvalente.",
        "Les Parisiens et les Lyonnais partent plus volontiers à la mer.",
        "Le lac Tchad s'est asséché en quelques décennies.",
        "Les saumons remontent les rivières de Colombie-Britannique.",
        "Le tournage a eu lieu dans un ranch du Nouveau-Mexique.",
        "Un promoteur du New Jersey a acheté la villa.",
        "Le voilier a passé le canal de Panama à la remorque.",
        "Le carnaval de Salvador de Bahia a inspiré le chorégraphe.",
        "Le département de la Vienne renforce ses cars scolaires.",
    ),
    "words like countries": (
        "Il portait un panama blanc et une veste en lin.",
        "La couturière a choisi un jersey de coton bleu turquoise.",
        "Elle lima longuement la clé avant de l'essayer.",
        "Les drapeaux sont en berne sur la façade de la mairie.",
        "Un roseau plie, mais ne rompt pas.",
        "Ce rabat-joie a refusé de danser avec {person}.",
        "Le navigateur a franchi l'équateur avec deux heures d'avance.",
        "La tumeur était bénigne, a rassuré le docteur {last}.",
        "Il faut qu'il vienne à {town} avec ses papiers.",
        "Le pull en cachemire a rétréci au lavage.",
        "La grenade a été désamorcée par les démineurs.",
        "Les paris sont ouverts sur le nom du vainqueur.",
        "Un bermuda et des sandales suffisent pour la plage.",
        "Elle porte des gants de suède et un manteau de laine.",
        "L'US {town} a recruté un pilier de {age} ans.",
        "Enregistrez l'image au format PNG avant de l'envoyer.",
        "Un peu de cayenne relève le velouté de potiron.",
        "Le mâle couve les œufs pendant que la femelle chasse.",
        "TRAITEMENT DES EAUX USÉES : la station de {town} agrandie.",
    ),
    "languages": (
        "Elle parle couramment anglais et espagnol, se réjouit {person}.",
        "Le roman, traduit du japonais, paraît en poche.",
        "Un cours de chinois est proposé aux élèves du lycée de {town}.",
        "La notice est rédigée en français et en allemand.",
        "Le professeur d'anglais, {person}, prend sa retraite.",
        "Ce mot vient du latin, comme tant d'autres.",
    ),
    "offices that are none": (
        "Le président de l'association, {person}, a ouvert la séance.",
        "La secrétaire générale du syndicat, {person}, appelle à la grève.",
        "Le directeur sportif, {person}, a recruté deux gardiens.",
        "L'ambassadeur de la marque de montres, {person}, court le marathon.",
        "Un bureau ministre en chêne a été adjugé {amount}.",
        "Le pasteur {person}, ministre du culte, a béni les mariés.",
        "La présidente du jury, {person}, a salué un film audacieux.",
        "Le chef de projet {person} pilote une équipe de {jersey} développeurs.",
        "La reine de beauté {person} vient de {town}.",
        "Le gouverneur du club de bridge, {person}, a rendu son tablier.",
        "Le directeur du zoo de {town}, {person}, a présenté les deux girafons.",
        "Le délégué de classe, {person}, a lu la lettre de ses camarades.",
        "Le consul romain commandait deux légions.",
        "Le chef {person} a décroché sa seconde étoile.",
    ),
    "accords that are none": (
        "Les voisins sont tombés d'accord sur la hauteur de la haie.",
        "Il a donné son accord pour une opération du genou.",
        "Le sujet s'accorde avec le verbe, rappelle l'institutrice {person}.",
        "Le protocole sanitaire impose de se laver les mains.",
        "La déclaration de revenus se remplit en ligne.",
        "Le traité de cuisine de {person} se lit comme un roman.",
        "La chorale a signé le livre d'or de l'auberge.",
        "Un chèque de {amount} a été signé par la trésorière, {person}.",
        "Le programme de la soirée comprend un bal et une tombola.",
        "Selon un communiqué du club, {person} souffre d'une entorse.",
        "{person} a signé un bail de trois ans pour son atelier.",
        "Le plan du quartier est affiché devant la gare de {town}.",
    ),
    "anniversaries that are none": (
        "Pour son anniversaire, {person} s'est offert un saut en parachute.",
        "Le comique {person} célèbre ses {age} ans de carrière à {town}.",
        "La {nth} édition de la foire aux livres a fait le plein.",
        "Les coureurs disputeront la {nth} étape autour de {town}.",
        "Un gâteau d'anniversaire de {digit} étages attendait les enfants.",
        "La centenaire {person} lit encore le journal sans lunettes.",
        "Le {nth} Salon du meuble réunit {crowd} exposants.",
    ),
}

WORDS: dict[str, tuple[str, ...]] = {
    "town": (
        *("Nantes", "Lens", "Metz", "Auxerre", "Quimper", "Valence", "Béziers", "Limoges", "Dijon"),
        *("Annecy", "Roubaix", "Vannes", "Bayonne", "Cholet", "Pau", "Épinal", "Rodez", "Angers"),
    ),
    "first": (
        *("Lucie", "Karim", "Élodie", "Théo", "Nadia", "Hugo", "Camille", "Yann", "Inès", "Bruno"),
        *("Chloé", "Mehdi", "Sylvie", "Gaspard", "Margaux", "Loïc", "Aurélie", "Fabrice"),
    ),
    "last": (
        *("Lemoine", "Garnier", "Belkacem", "Rousselot", "Delmas", "Perrin", "Vasseur", "Costa"),
        *("Morvan", "Haddad", "Fontaine", "Le Bihan", "Charpentier", "Nguyen", "Mercier", "Roche"),
    ),
    "team": ("Aiglons", "Sangliers", "Corsaires", "Verts", "visiteurs", "locaux", "Dogues"),
    "firm": ("Sanor", "Velotech", "Groupe Arvalis", "Meublor", "Kéris", "Lumina", "Boréal SA"),
    "street": ("des Lilas", "du Moulin", "Saint-Denis", "de la République", "Victor-Hugo"),
    "saint": ("Saint-Martin", "Sainte-Anne", "Saint-Jean", "Saint-Pierre", "Notre-Dame"),
    "nth": ("2e", "3e", "7e", "12e", "18e", "25e", "33e", "38ème", "quatrième", "dixième"),
    "score": ("3-1", "2-0", "21-17", "4 buts à 2", "1-0", "32-28", "5 à 3", "76-70"),
    "low": ("5", "8", "10", "12"),
    "high": ("17", "21", "25", "31"),
    "crowd": ("2 000", "12.500", "1 998", "45 000", "850", "3 200", "deux mille", "20 250"),
    "amount": (
        *("1 999 euros", "15 000 euros", "2 millions d'euros", "350.000 euros", "1 250 euros"),
        *("2.025 euros", "12 millions d'euros"),
    ),
    "phone": ("99 12 10 25", "40.05.06.19", "41 20 12 02"),
    "few": ("quarante", "une trentaine de", "soixante-dix", "vingt-cinq"),
}
RANGES: dict[str, tuple[int, int]] = {
    "age": (18, 95),
    "yearlike": (1850, 2060),
    "jersey": (2, 31),
    "figure": (32, 99),
    "points": (12, 70),
    "games": (8, 34),
    "seconds": (10, 59),
    "minute": (10, 59),
    "hour": (7, 23),
    "speed": (60, 130),
    "percent": (2, 30),
    "gram": (50, 400),
    "digit": (2, 9),
}


def sentences(number: int) -> Iterator[tuple[str, str]]:
    """So many sentences, no two alike, each with the family that it is of."""
    rng = random.Random(number)
    seen = set()
    templates = [(family, t) for family, all_ in FAMILIES.items() for t in all_]
    for family, template in cycle(templates):
        sentence = _fill(template, rng)
        if sentence not in seen:
            seen.add(sentence)
            yield family, sentence
        if len(seen) == number:
            return


def texts(number: int) -> Iterator[str]:
    """So many short texts: a heading and sentences of any families."""
    rng = random.Random(number)
    every = [sentence for _, sentence in sentences(1000)]
    for _ in range(number):
        town = rng.choice(WORDS["town"])
        yield f"{town} : les nouvelles\n\n" + " ".join(rng.sample(every, 3))


def _fill(template: str, rng: random.Random) -> str:
    """A sentence of a template; `{town2}` is another word of `{town}`'s list."""
    used: set[str] = set()

    def word(slot: re.Match[str]) -> str:
        name = slot[1]
        if name == "person":
            chosen = f"{rng.choice(WORDS['first'])} {rng.choice(WORDS['last'])}"
        elif name in RANGES:
            chosen = str(rng.randint(*RANGES[name]))
        else:
            chosen = rng.choice([w for w in WORDS[name] if w not in used])
        used.add(chosen)
        return chosen

    sentence = re.sub(r"\{([a-z]+)\d?\}", word, template)
    return re.sub(r"\bde (?=[AEÉIOU])", "d'", sentence)
