"""Dates: which words are a mention, and which day, month or year they stand for.

Dispatches here are of Tuesday 10 June 2025, where nothing else is said.
"""

import datetime as dt

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline import edtf
from pipeline.rules import load_rules

MONTHS = load_rules("calendar").lexicons["MONTH"].terms
WEEKDAYS = load_rules("calendar").lexicons["WEEKDAY"].terms
YEARS = load_rules("years").lexicons["YEAR"].terms
NUMBERS = load_rules("calendar").lexicons["NUMBER"].terms
TUESDAY = "2025-06-10"

DAYS = [
    ("le 1er mars", "2025-03-01"),
    ("le premier mars 2020", "2020-03-01"),
    ("05 Juin 2022", "2022-06-05"),
    ("5 JUIN 2022", "2022-06-05"),
    ("signé le 5 mai", "2025-05-05"),
    ("sera reçu le 5 juillet", "2025-07-05"),
    ("le cinq juillet mil neuf cent soixante-deux", "1962-07-05"),
    ("sera reçu le douze juin", "2025-06-12"),
    ("05/06/2025", "2025-06-05"),
    ("5-6-2025", "2025-06-05"),
    ("05.06.25", "2025-06-05"),
    ("5.VI.2025", "2025-06-05"),
    ("en date du 4 mai 2017", "2017-05-04"),
    ("les 5 mars et 2 avril 2024", "2024-03-05 2024-04-02"),
    ("à compter du 1er juillet", "2025-07-01"),
    ("jusqu'au 12 juin", "2025-06-12"),
    ("En 1991, il fut élu le 8 juin", "1991 1991-06-08"),
    ("fêteraient le 27 août", "2025-08-27"),
    ("décret n° 2023-412 du 5 mai 2023", "2023-05-05"),
    ("accord du 3 mai 1991", "1991-05-03"),
    ("les attentats du 13 novembre 2015", "2015-11-13"),
    ("le9 juin 2025", "2025-06-09"),
    ("9 juin,2025", "2025-06-09"),
    ("24 juil. 2025", "2025-07-24"),
    ("le 23 févr. 2006", "2006-02-23"),
    ("le 10 Juin 2025 À 13:51", "2025-06-10"),
    ("10 - Juin - 2025", "2025-06-10"),
    ("ven, 29/03/2024 - 17:44", "2024-03-29"),
    (
        "La réunion, initialement prévue le 12 mai, a été reportée au 3 juillet",
        "2025-05-12 2025-07-03",
    ),
    ("L'accord entrera en vigueur le 1er janvier 2026", "2026-01-01"),
    ("Les deux pays ont établi leurs relations diplomatiques le 4 avril 1992", "1992-04-04"),
    ("Depuis le 1er janvier, la Pologne assure la présidence", "2025-01-01"),
    ("Le 25 décembre, une messe sera célébrée", "2025-12-25"),
    ("Le 25 décembre, une messe a été célébrée", "2024-12-25"),
    ("La conférence se poursuivra jusqu'au 14 juin", "2025-06-14"),
    ("Ce 10 juin, les ministres ont signé", "2025-06-10"),
    ("lors de la réunion du 5 mai", "2025-05-05"),
    ("la déclaration du 27 février 2025", "2025-02-27"),
    ("le 9 juin à 10h30 GMT", "2025-06-09"),
    ("ont été rappelés l'accord du 3 mars et celui du 5 avril", "2025-03-03 2025-04-05"),
]

WEEKDAYS_TOLD = [
    ("mardi 10 juin", "2025-06-10"),
    ("le mardi 10 juin 2025", "2025-06-10"),
    ("a reçu lundi", "2025-06-09"),
    ("a reçu mardi", "2025-06-10"),
    ("recevra mardi", "2025-06-17"),
    ("recevra mercredi", "2025-06-11"),
    ("s'est rendu ce lundi", "2025-06-09"),
    ("se rendra ce vendredi", "2025-06-13"),
    ("signeront ce mardi à 15h", "2025-06-10"),
    ("vendredi dernier", "2025-06-06"),
    ("jeudi prochain", "2025-06-12"),
    ("mardi prochain", "2025-06-17"),
    ("hier lundi", "2025-06-09"),
    ("Il est arrivé lundi en fin d'après-midi", "2025-06-09"),
    ("dans la soirée de ce mardi", "2025-06-10"),
    ("dans la nuit de lundi à mardi", "2025-06-09/2025-06-10"),
    ("du lundi 9 au mercredi 11 juin", "2025-06-09/2025-06-11"),
    ("jeudi 5 et vendredi 6 juin", "2025-06-05/2025-06-06"),
    ("Il était à Rome jeudi et vendredi", "2025-06-05/2025-06-06"),
    ("lundi et mardi derniers", "2025-06-02/2025-06-03"),
    ("il y était du lundi au mercredi", "2025-06-09/2025-06-11"),
    ("d'ici vendredi", "2025-06-13"),
    ("depuis lundi", "2025-06-09"),
    ("la session a été fixée à vendredi prochain", "2025-06-13"),
    ("Jeudi, il avait rencontré Y", "2025-06-05"),
    ("réunie vendredi à Bakou", "2025-06-06"),
    ("prévue mardi", "2025-06-17"),
    ("a annoncé qu'il se rendrait à L lundi", "2025-06-16"),
    ("aurait rencontré Y vendredi, selon la presse", "2025-06-06"),
    ("s'est rendu à L pour signer lundi", "2025-06-09"),
    ("X s'entretient lundi avec Y", "2025-06-09"),
    ("Rencontre X-Y lundi à L", "2025-06-09"),
    ("« Nous signerons vendredi », a-t-il dit ce mardi", "2025-06-13 2025-06-10"),
    (
        "Le chef de l'État effectuera, à partir de jeudi, une visite de trois jours à Oslo",
        "2025-06-12",
    ),
    (
        "Le ministre, qui parlait lundi à la presse, a dit que la visite débutera mercredi",
        "2025-06-09 2025-06-11",
    ),
    (
        "Les négociations, entamées en mars 2021, se sont achevées vendredi dernier",
        "2021-03 2025-06-06",
    ),
    ("Il a été reçu en audience, ce mardi 10 juin 2025 à Dakar", "2025-06-10"),
    ("Le Premier ministre doit s'envoler dimanche pour Tokyo", "2025-06-15"),
    (
        "Elle arrivera demain à Conakry, a-t-on appris mardi de source officielle",
        "2025-06-11 2025-06-10",
    ),
    ("Mercredi prochain, les deux ministres se retrouveront à Vienne", "2025-06-11"),
    ("Dès lundi, la délégation entamera ses travaux", "2025-06-16"),
    (
        "Arrivé samedi à Bamako, l'émissaire a été reçu dimanche et repartira mercredi",
        "2025-06-07 2025-06-08 2025-06-11",
    ),
    (
        "Le ministre visitera jeudi le port, avant d'être reçu vendredi par le roi",
        "2025-06-12 2025-06-13",
    ),
    ("Le ministre a quitté Paris lundi soir à destination de Tunis", "2025-06-09"),
    (
        "Le roi a adressé lundi un message après le décès, samedi, de l'ancien roi",
        "2025-06-09 2025-06-07",
    ),
    ("La rencontre, ouverte lundi, se poursuit jusqu'à jeudi", "2025-06-09 2025-06-12"),
    ("Elles ont été reçues avant-hier dimanche", "2025-06-08"),
    ("La cérémonie s'est déroulée le samedi 7 juin 2025 à Lomé", "2025-06-07"),
    ("Dimanche 8 juin s'est tenu le scrutin", "2025-06-08"),
    ("Le jeudi 5 juin 2025, le ministre a reçu", "2025-06-05"),
    ("en visite d'État du mercredi 11 au vendredi 13 juin", "2025-06-11/2025-06-13"),
    ("Il a signé jeudi un accord. Le lendemain, il a rencontré le roi", "2025-06-05 2025-06-06"),
    ("à 19h00 lundi", "2025-06-09"),
    ("ouverte mardi matin et qui s'achèvera jeudi", "2025-06-10 2025-06-12"),
    ("lundi à mercredi", "2025-06-09/2025-06-11"),
    ("Le président a entamé ce dimanche une visite", "2025-06-08"),
    ("Une réunion se tiendra les lundi 16 et mardi 17 juin", "2025-06-16/2025-06-17"),
    ("Le Conseil se réunit jeudi", "2025-06-12"),
    ("le mardi 3 juin dernier", "2025-06-03"),
]

MONTHS_TOLD = [
    ("en juin 2022", "2022-06"),
    ("au mois de juin 2022", "2022-06"),
    ("06/2022", "2022-06"),
    ("signé en décembre", "2024-12"),
    ("sera signé en décembre", "2025-12"),
    ("attendu en juillet", "2025-07"),
    ("début mars", "2025-03"),
    ("au début du mois de mars", "2025-03"),
    ("à la mi-mai", "2025-05"),
    ("mi-mai", "2025-05"),
    ("en mars puis en juin", "2025-03 2025-06"),
    ("Les deux parties se sont rencontrées pour la dernière fois en février à Munich", "2025-02"),
    ("En décembre, le président avait reçu le ministre", "2024-12"),
    ("les assises d'avril 2024", "2024-04"),
    ("vers la mi-septembre, il ira à Oslo", "2025-09"),
    ("en juin et juillet", "2025-06 2025-07"),
]

RANGES = [
    ("de mars à juin", "2025-03/2025-06"),
    ("mars-juin", "2025-03/2025-06"),
    ("entre mars et juin 2025", "2025-03/2025-06"),
    ("du 10 au 12 mars", "2025-03-10/2025-03-12"),
    ("du 1er au 3 juin 2025", "2025-06-01/2025-06-03"),
    ("DU 9 AU 11 JUIN", "2025-06-09/2025-06-11"),
    ("du 28 mai au 3 juin", "2025-05-28/2025-06-03"),
    ("du 30 décembre 2024 au 2 janvier 2025", "2024-12-30/2025-01-02"),
    ("9/11 juin", "2025-06-09/2025-06-11"),
    ("du 9-11 juin", "2025-06-09/2025-06-11"),
    ("les 31 mai et 1er juin", "2025-05-31/2025-06-01"),
    ("les 9, 10 et 11 juin", "2025-06-09/2025-06-11"),
    ("entre le 10 et le 12 mars", "2025-03-10/2025-03-12"),
    ("aux alentours des 10-12 mars", "2025-03-10/2025-03-12"),
    ("effectue du 9 au 11 juin une visite", "2025-06-09/2025-06-11"),
    ("en novembre 2023, puis du 4 au 6 mars 2024", "2023-11 2024-03-04/2024-03-06"),
    (
        "Le sommet, qui se tiendra les 24 et 25 juin à La Haye, réunira 32 pays",
        "2025-06-24/2025-06-25",
    ),
    ("réuni à Oslo les 4, 5 et 6 mars 2024", "2024-03-04/2024-03-06"),
    ("de janvier à mai 2025", "2025-01/2025-05"),
    ("entre janvier et mai", "2025-01/2025-05"),
]

COUNTED = [
    ("hier", "2025-06-09"),
    ("avant-hier", "2025-06-08"),
    ("demain", "2025-06-11"),
    ("après-demain", "2025-06-12"),
    ("le 25 avril dernier", "2025-04-25"),
    ("le 25 octobre dernier", "2024-10-25"),
    ("le 27 juin prochain", "2025-06-27"),
    ("le 5 juin prochain", "2026-06-05"),
    ("le 5 juin courant", "2025-06-05"),
    ("le 15 courant", "2025-06-15"),
    ("le 15 du mois en cours", "2025-06-15"),
    ("les 3 et 4 octobre prochains", "2025-10-03/2025-10-04"),
    ("en ce mois de juin 2022", "2022-06"),
    ("courant juin 2022", "2022-06"),
    ("en mars dernier", "2025-03"),
    ("en décembre dernier", "2024-12"),
    ("juin dernier", "2024-06"),
    ("en janvier prochain", "2026-01"),
    ("fin mai", "2025-05"),
    ("à la fin de mai", "2025-05"),
    ("courant mai", "2025-05"),
    ("dans la première quinzaine de mai", "2025-05"),
    ("ce mois-ci", "2025-06"),
    ("fin du mois", "2025-06"),
    ("le mois passé", "2025-05"),
    ("cette semaine", "2025-06-09/2025-06-15"),
    ("la semaine passée", "2025-06-02/2025-06-08"),
    ("la semaine du 16 juin", "2025-06-16/2025-06-22"),
    ("en début de semaine", "2025-06-09/2025-06-15"),
    ("le week-end prochain", "2025-06-14/2025-06-15"),
    ("dans la nuit du 9 au 10 juin", "2025-06-09/2025-06-10"),
    ("il y a trois jours", "2025-06-07"),
    ("dans deux jours", "2025-06-12"),
    ("L'accord entrera en vigueur le 1er janvier prochain", "2026-01-01"),
    ("Du 3 au 5 mai dernier, une mission s'est rendue à Lomé", "2025-05-03/2025-05-05"),
    ("Une conférence est programmée pour le mois d'octobre prochain", "2025-10"),
    ("La cérémonie de signature, tenue hier à Oslo, a vu la présence du roi", "2025-06-09"),
    ("Les élections d'octobre prochain", "2025-10"),
    ("les élections de mars dernier", "2025-03"),
    ("fin septembre 2024", "2024-09"),
    ("avant fin juillet", "2025-07"),
    ("Les travaux seront achevés avant fin juillet", "2025-07"),
    ("à la fin du mois de juillet", "2025-07"),
    ("la réunion du 5 juillet prochain", "2025-07-05"),
    ("il y a une semaine", "2025-06-02/2025-06-08"),
    ("dans trois semaines", "2025-06-30/2025-07-06"),
    ("voici six mois", "2024-12"),
    ("lors d'un point de presse tenu le même jour", "2025-06-10"),
    ("Le lendemain, il a rencontré le roi", "2025-06-11"),
    ("les discussions reprendront la semaine prochaine", "2025-06-16/2025-06-22"),
]

PERIODS = [
    ("au premier trimestre 2025", "2025-01/2025-03"),
    ("1er trimestre 2025", "2025-01/2025-03"),
    ("T1 2025", "2025-01/2025-03"),
    ("au premier trimestre sera ouvert", "2026-01/2026-03"),
    ("le trimestre écoulé", "2025-01/2025-03"),
    ("second semestre", "2025-07/2025-12"),
    ("S1 2025", "2025-01/2025-06"),
    ("au deuxième trimestre de cette année", "2025-04/2025-06"),
    ("au quatrième trimestre de l'année dernière", "2024-10/2024-12"),
    ("au premier semestre de 2026", "2026-01/2026-06"),
    ("durant le dernier trimestre de l'année 2024", "2024-10/2024-12"),
]

YEARS_TOLD = [
    ("les neuf premiers mois de 2024", "2024"),
    ("l'automne 2025", "2025"),
    ("depuis 2022", "2022"),
    ("d'ici à 2027", "2027"),
    ("d'ici 2027", "2027"),
    ("à l'horizon 2028", "2028"),
    ("avant 2027", "2027"),
    ("courant 2026", "2026"),
    ("à partir de 2026", "2026"),
    ("au titre de 2026", "2026"),
    ("l'année en cours", "2025"),
    ("l'année universitaire 2024-2025", "2024/2025"),
    ("exercice 2025", "2025"),
    ("la saison 2024/2025", "2024/2025"),
    ("début 2025", "2025"),
    ("à la fin de l'année", "2025"),
    ("signé en 1986 et ratifié la même année", "1986 1986"),
    ("2023–2024", "2023/2024"),
    ("2023-24", "2023/2024"),
    ("de 2023 à 2024", "2023/2024"),
    ("entre 2023 et 2024", "2023/2024"),
    ("pour les années 2023 et 2024", "2023/2024"),
    ("(1972-2022)", "1972/2022"),
    ("la période 2023-2027", "2023/2027"),
    ("les années 90", "1990/1999"),
    ("les années quatre-vingt-dix", "1990/1999"),
    ("la décennie 1990", "1990/1999"),
    ("les années 2000", "2000/2009"),
    ("Constitution de 1996", "1996"),
    ("Il s'agit de sa première visite depuis 2019", "2019"),
    (
        "Les échanges ont atteint 2,5 milliards de dollars en 2024, contre 2 milliards en 2023",
        "2024 2023",
    ),
    ("au cours des cinq premiers mois de l'année 2025", "2025"),
    ("La prochaine session aura lieu à Rabat en 2027", "2027"),
    ("Il a souligné que la coopération, lancée en 2015, sera renforcée en 2026", "2015 2026"),
    ("Le mémorandum couvre la période 2025-2028", "2025/2028"),
    ("en fin d'année", "2025"),
    ("d'ici à la fin de l'année", "2025"),
    ("d'ici la fin 2025", "2025"),
    ("au milieu des années 1980", "1980/1989"),
    ("au début des années 2000", "2000/2009"),
    ("Le traité de 1963", "1963"),
    ("La guerre de 2008", "2008"),
    ("l'année 2025 marque le 30e anniversaire", "2025"),
    ("Le président élu en 2019 et réélu en 2024", "2019 2024"),
    ("Le budget 2026 a été adopté", "2026"),
    ("Il a 45 ans et a été nommé il y a deux ans", "2023"),
    ("au titre de l'exercice 2024-2025", "2024/2025"),
    ("Jusqu'en 2030, la Chine investira", "2030"),
    ("la feuille de route 2024-2026", "2024/2026"),
    ("en l'an 2000", "2000"),
    ("année académique 2023/2024", "2023/2024"),
]

MORE = [
    ("Le mandat court jusqu'en avril 2027", "2027-04"),
    ("à partir de mars prochain", "2026-03"),
    ("à compter de janvier 2026", "2026-01"),
    ("au cours de l'année 2024-2025", "2024/2025"),
    ("Belgrade, le 17. mai 2024", "2024-05-17"),
    ("mercredi, 3 septembre 2025", "2025-09-03"),
    ("Le vendredi, 13 juin, il sera à Oslo", "2025-06-13"),
    ("(mardi 10 juin)", "2025-06-10"),
    ("lundi 9 et mardi 10 juin", "2025-06-09/2025-06-10"),
    ("d'août 2024 à mai 2025", "2024-08/2025-05"),
    ("la visite d'août 2024", "2024-08"),
    ("l'été 2024", "2024"),
    ("à la mi-2025", "2025"),
    ("mi-2025", "2025"),
    ("fin d'année 2024", "2024"),
    ("fin de l'année 2024", "2024"),
    ("le 12 du mois prochain", "2025-07-12"),
    ("le 3 du mois dernier", "2025-05-03"),
    ("le 10 de ce mois", "2025-06-10"),
    ("il y a un an", "2024"),
    ("dans quinze jours", "2025-06-25"),
    ("dans une semaine", "2025-06-16/2025-06-22"),
    ("la première moitié de 2025", "2025"),
    ("en 2025 et 2026", "2025 2026"),
    ("en janvier, février et mars 2024", "2024-01 2024-02 2024-03"),
    ("de janvier 2023 à mars 2024", "2023-01/2024-03"),
    ("de mars à mai", "2025-03/2025-05"),
    ("MARDI 10 JUIN 2025", "2025-06-10"),
    ("LE MINISTRE EN VISITE LES 12 ET 13 JUIN", "2025-06-12/2025-06-13"),
    ("au 31 décembre 2024", "2024-12-31"),
    ("au 31 mars", "2025-03-31"),
    ("à la date du 31 mars 2025", "2025-03-31"),
    ("pour la période du 1er janvier au 31 mai 2025", "2025-01-01/2025-05-31"),
    ("du samedi 7 au lundi 9 juin", "2025-06-07/2025-06-09"),
    ("du 10 mars au 12 mars 2025", "2025-03-10/2025-03-12"),
    ("du 10 mars 2024 au 12 mars 2025", "2024-03-10/2025-03-12"),
    ("vendredi et samedi prochains, il ira à Oslo", "2025-06-13/2025-06-14"),
    ("lundi et jeudi", "2025-06-09 2025-06-05"),
    ("Il y est resté de vendredi à dimanche", "2025-06-06/2025-06-08"),
    ("la semaine du lundi 2 juin", "2025-06-02/2025-06-08"),
    ("cette même année 2022", "2022"),
    ("l'an 2000 et l'année 2010", "2000 2010"),
    ("les exercices 2023 et 2024", "2023/2024"),
    ("pour 2025", "2025"),
    ("dès 2026", "2026"),
    ("après 2030", "2030"),
    ("avant le 30 juin", "2025-06-30"),
    ("le 30 juin au plus tard", "2025-06-30"),
    ("au plus tard le 30 juin 2026", "2026-06-30"),
    ("les 20-21 mai", "2025-05-20/2025-05-21"),
    ("20-21 mai 2025", "2025-05-20/2025-05-21"),
    ("20 – 21 mai 2025", "2025-05-20/2025-05-21"),
    ("les 20/21 mai", "2025-05-20/2025-05-21"),
    ("mercredi 11 juin à partir de 10h", "2025-06-11"),
    ("le 12 juin 2025 à 14h30", "2025-06-12"),
    ("12 juin 2025 14:30", "2025-06-12"),
    ("le 04 Juillet 1962", "1962-07-04"),
    ("le Premier mai 2024", "2024-05-01"),
    ("quatorze juillet 1789", "1789-07-14"),
    ("le 2 août dernier, 12 personnes", "2024-08-02"),
    ("Le sommet de 2023 à Rome", "2023"),
    ("le sommet de Malabo, en 2014, avait réuni 40 pays", "2014"),
    ("dans sa déclaration de mars 2022", "2022-03"),
    ("Les élections présidentielles de 2026", "2026"),
    ("L'accord Schengen de 1985", "1985"),
    ("Le plan quinquennal 2021-2025", "2021/2025"),
    ("La Vision 2021-2025", "2021/2025"),
    ("la mandature 2024/29", "2024/2029"),
    ("en 2024/25", "2024/2025"),
    ("1994-2024 : trente ans de relations", "1994/2024"),
    ("Depuis l'indépendance, en 1960, jusqu'en 1991", "1960 1991"),
    ("Le 5 juin 1967, la guerre éclatait ; le 10 juin, elle prenait fin", "1967-06-05 2025-06-10"),
    ("le 24 décembre 2024 et le 7 janvier 2025", "2024-12-24 2025-01-07"),
    ("le 24 décembre et le 7 janvier 2025", "2025-12-24 2025-01-07"),
    ("aujourd'hui mardi 10 juin 2025", "2025-06-10"),
    ("aujourd'hui, mardi", "2025-06-10"),
    ("ce jour, le ministre a reçu", "2025-06-10"),
    ("en ce jour du 10 juin 2025", "2025-06-10"),
    ("hier dimanche 8 juin", "2025-06-08"),
    ("la journée d'hier", "2025-06-09"),
    ("dans la journée de lundi", "2025-06-09"),
    ("dans la matinée du mardi 10 juin", "2025-06-10"),
    ("jeudi au soir", "2025-06-05"),
    ("le soir du 5 juin", "2025-06-05"),
    ("Il quittera Oslo vendredi à l'issue d'une visite entamée mercredi", "2025-06-13 2025-06-04"),
    ("Attendu ce jeudi à Oslo, le roi rencontrera vendredi le ministre", "2025-06-12 2025-06-13"),
    ("La Cour rendra son arrêt le 24 juin", "2025-06-24"),
    ("La Cour a rendu son arrêt le 24 juin", "2024-06-24"),
    ("Une trêve entrée en vigueur samedi expire mardi", "2025-06-07 2025-06-10"),
    ("La réunion, qui était prévue lundi, a été annulée", "2025-06-09"),
    ("Les deux hommes s'étaient déjà rencontrés en mai à Rome", "2025-05"),
    (
        "Le roi doit prononcer un discours jeudi devant le parlement réuni en session",
        "2025-06-12",
    ),
    ("la conférence prévue en octobre", "2025-10"),
    ("Le ministre effectue depuis dimanche une visite", "2025-06-08"),
]

NO_DATES = [
    "il y a près de dix ans",
    "il y a plus de 30 ans",
    "il y a quelques jours",
    "dans les dix jours",
    "trois jours plus tôt",
    "ce matin, ce soir, cette nuit",
    "au XXe siècle, au 19e siècle",
    "récemment, ces derniers jours, les prochaines semaines, "
    "à ce jour, chaque lundi, tous les mardis",
    "2.000 hommes, 2 022 tonnes, 1990 dollars, 2030 MW, 1.153 morts, "
    "page 2019, chambre 1945, vol AF 2024, téléphone 01.40.00.00.00, n° 2023-412",
    "COP29, résolution 2334 (2016), loi 2019-12, Agenda 2063, Vision 2030, "
    "Horizon Europe 2027, CAN 2025, JO 2024, Expo 2025, G20 2026",
    "articles 4 et 9, point 38, 5+5, 2+2, 24/7, 9/11, "
    "15h, 14h30, 10:30, 08H00, 09h00 GMT, à 25 ans, 48 heures",
    "le 25e anniversaire, 43e session, XXe congrès, 1er ministre, 2e chambre",
    "champ de Mars, Chiang Mai, Mai Thi, le "
    "maréchal Juin, mardi gras, vendredi saint, sept accords",
    "11-Septembre, Mai 68, avenue du 14-Juillet, stade du "
    "5-Juillet, place du 1er-Mai, M23, Mouvement du 23 mars",
    "pont du 8 mai 1945",
    "9/10, 1/3, 2/3 des voix, AG/J/3501, S/RES/2334, EUR/2025/12",
    "2025 fois, de 1500 à 2000 personnes",
    "Sa visite intervient deux semaines après celle du roi",
    "2025 est l'année du serpent",
    "une délégation conduite par M. Avril a été reçue",
    "le Mouvement du 23 mars (M23)",
    "30.000 hommes et 1500 véhicules",
    "À l'occasion du 14-Juillet",
    "Au lendemain de sa visite, il s'est dit satisfait",
    "entre 2000 et 3000 manifestants",
    "plus de 1700 km",
    "le lot de 1950 tonnes de riz",
    "Le prix du baril est passé de 70 à 85 dollars",
    "Le RN 15 et la route 66 sont fermées",
    "Il a gagné 3-1 contre Lyon, 6-4, 6-3",
    "La salle 2024 et le bureau 1990 sont vides",
    "Le secrétaire d'État a fait état de mille morts",
    "Les députés ont adopté la loi par 112 voix contre 45",
    "Le chiffre d'affaires s'élève à 2025 millions d'euros",
    "La fusée a atteint Mars et Vénus",
    "Le quatrième mandat du président et la deuxième session",
    "Le Premier ministre a nommé un second vice-ministre",
    "La majorité des deux tiers est requise, soit 120 sur 180",
    "Appelez le 05 61 20 20 20 ou le +33 1 42 25 10 10",
    "La température atteindra 35 degrés à Paris en été",
    "Une durée de trois ans, renouvelable pour deux ans",
    "Il a quitté le pays pendant deux mois puis est revenu six jours après",
    "Le vol AF 1980 a décollé avec 215 passagers",
    "Un budget de 1900 milliards, dont 1850 pour la santé",
    "Les articles 10 et 12 du code, alinéa 2, page 1980",
    "Le match s'est terminé à 21h30 au stade de l'Amitié",
    "Il a été élu avec 53,2 % des voix",
    "Les 27 États membres et les 15 juges",
    "Le BTS 3 et la 5G",
    "Le groupe a 1800 salariés et 2000 clients",
    "Il mesure 1,80 m et pèse 80 kg",
    "la 5e armée et le 21e siècle",
    "Ils étaient plus de 2000 à défiler",
    "Le numéro 1er de la revue",
    "Elle est sa cadette de 12 ans et vit au 14 rue Mars",
    "Ces derniers mois, au cours des prochaines années, les deux dernières semaines",
    "Tous les dimanches, le marché du lundi est bondé",
    "Mai Linh et Juin Park, deux étudiantes, ont remporté le prix",
    "Le 4x4, le 24/7, la règle des 3/4",
    "Une minute de silence a été observée à 12 h 00",
    "En quarante ans de carrière, il a marqué cent buts",
    "Les pays du G7, du G20 et de l'ASEAN+3",
    "Il a parcouru 1650 kilomètres en deux jours",
    "La mi-temps, la fin du match, le début de la réunion",
    "un délai de 30 jours, d'ici deux ans, dans les six mois, sous huitaine",
    "La plupart du temps, au fil des ans, de nos jours, un jour",
    "à l'aube du troisième millénaire",
    "La COP28 et la COP 29, la CAN 2025, le Mondial 2026, Vision 2035, l'Agenda 2063, l'Expo 2020",
    "Le vaccin a été administré à 1 500 personnes en 48 heures",
    "pour 2000 emplois créés, en 1500 exemplaires",
    "l'autoroute A1, la chaîne 2M, France 24, TV5, BFM, 7sur7",
    "Le dossier n° 1987/2023 et l'arrêté 2021-45",
    "la résolution 1325 (2000) et la résolution 2719",
    "Il y a deux ministres dans dix pays",
    "à 3 contre 2, de 5 à 7 heures, de 10 à 15 minutes",
    "La veille technologique et la veille sanitaire",
]


@pytest.fixture(scope="module")
def blank():
    """The stage alone, in a pipeline of a stranger's."""
    nlp = spacy.blank("fr")
    nlp.add_pipe("depeche_dates")
    return nlp


@pytest.fixture
def dates(blank):
    """`dates(text)` gives the facts, `published` being the dispatch's date."""

    def dates(source: str, published: str | None = TUESDAY) -> list[dict]:
        doc = blank.make_doc(source)
        doc._.depeche["dateline"] = {"published": published}
        return blank(doc)._.depeche["dates"]

    return dates


@pytest.fixture
def values(dates):
    return lambda *args: [fact["value"] for fact in dates(*args)]


@pytest.mark.parametrize(
    ("source", "expected"),
    DAYS + WEEKDAYS_TOLD + MONTHS_TOLD + RANGES + COUNTED + PERIODS + YEARS_TOLD + MORE,
)
def test_mention_has_its_value(source, expected, values):
    assert values(source) == expected.split()


@pytest.mark.parametrize("source", NO_DATES)
def test_what_only_looks_like_a_date_is_none(source, values):
    assert values(source) == []


@pytest.mark.parametrize("number", range(1, 13))
def test_every_spelling_of_every_month(number, values):
    for month in MONTHS[str(number)]:
        for written in (month, month.upper(), month.capitalize()):
            expected = [f"2024-{number:02d}-03"]
            assert values(f"Signé le 3 {written} 2024 à Oslo.") == expected, written
            assert values(f"Signé le 03 {written}, 2024.") == expected, written
    assert values(f"Signé le 3/{number}/2024.") == [f"2024-{number:02d}-03"]
    assert values(f"Signé le 03.{number:02d}.24.") == [f"2024-{number:02d}-03"]


@pytest.mark.parametrize("day", range(1, 32))
def test_every_day_of_the_month_in_every_writing(day, values):
    words = NUMBERS[str(day)][0] if day > 1 else "premier"
    figures = (f"{day}", f"{day:02d}", words, *(["1er", "1ER", "1°", "1 er"] if day == 1 else ()))
    for written in figures:
        assert values(f"signé le {written} mai 2024") == [f"2024-05-{day:02d}"], written
    assert values(f"signé le {day:02d}/05/2024") == [f"2024-05-{day:02d}"]
    assert values(f"signé le 2024-05-{day:02d}") == [f"2024-05-{day:02d}"]


@pytest.mark.parametrize("number", range(1, 8))
def test_every_weekday_on_either_side(number, values):
    name = WEEKDAYS[str(number)][0]
    origin = edtf.Bounds.of(TUESDAY)
    days = list(edtf.weekdays(number, origin))
    assert values(f"Il a été reçu {name}.") == [edtf.nearest(days, origin, "past")]
    assert values(f"Il sera reçu {name}.") == [edtf.nearest(days, origin, "after")]
    assert values(f"reçu {name} dernier") == [edtf.nearest(days, origin, "before")]
    assert values(f"reçu {name} prochain") == [edtf.nearest(days, origin, "after")]


@pytest.mark.parametrize("year", range(1800, 2101, 25))
def test_years_in_figures_and_in_words(year, values):
    for written in YEARS[str(year)]:
        assert values(f"signé le 5 mai {written}") == [f"{year}-05-05"], written
    assert values(f"signé en {year}") == [str(year)]


@given(st.dates(dt.date(1700, 1, 1), dt.date(2099, 12, 31)))
@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_date_in_any_writing_is_read_back(values, day):
    month = MONTHS[str(day.month)][0]
    weekday = WEEKDAYS[str(day.isoweekday())][0]
    for written in (
        f"le {day.day} {month} {day.year}",
        f"LE {day.day} {month.upper()} {day.year}",
        f"{weekday} {day.day} {month} {day.year}",
        f"le {day:%d/%m/%Y}",
        f"le {day:%d.%m.%Y}",
        f"le {day:%Y-%m-%d}",
        f"le {day.day}\u00a0{month}\n{day.year}",
    ):
        assert values(f"Signé {written} à Oslo.") == [day.isoformat()], written
    following = day + dt.timedelta(1)
    if following.month == day.month:
        both = f"{day.isoformat()}/{following.isoformat()}"
        for written in ("du {} au {} {} {}", "les {} et {} {} {}", "{}-{} {} {}"):
            range_ = written.format(day.day, following.day, month, day.year)
            assert values(f"Réunis {range_} à Oslo.") == [both], range_


@pytest.mark.parametrize("day", ["30 février", "31 juin", "32 mai", "0 mars"])
def test_days_that_do_not_exist_are_no_mention(day, values):
    assert values(f"signé le {day} 2024") in (
        [],
        ["2024-02"],
        ["2024-06"],
        ["2024-05"],
        ["2024-03"],
    )


def test_span_holds_the_date_and_no_preposition(dates):
    source = "Il a été reçu le mardi 10 juin 2025, du 3 au 5 mai et en mars dernier."
    surfaces = [source[fact["start"] : fact["end"]] for fact in dates(source)]
    assert surfaces == ["mardi 10 juin 2025", "du 3 au 5 mai", "mars dernier"]


def test_without_a_publication_date_what_counts_from_it_has_no_value(dates):
    facts = dates("Reçu lundi, hier et le 5 mai 2024, il ira à Oslo le 5 décembre.", None)
    assert [fact["value"] for fact in facts] == [None, None, "2024-05-05", "XXXX-12-05"]
    assert [fact["first"] for fact in facts] == [None, None, "2024-05-05", None]
    assert [fact["precision"] for fact in facts] == ["day"] * 4


def test_a_month_of_publication_places_days_and_months_but_no_weekday(dates):
    facts = dates("Reçu lundi et le 5 juin, il ira à Oslo le mois prochain.", "2025-06")
    assert [fact["value"] for fact in facts] == [None, "2025-06-05", "2025-07"]


def test_the_eve_counts_from_the_event_told(values):
    told = "Il a signé jeudi 5 juin. La veille, il avait été reçu. Le surlendemain, il est parti."
    assert values(told) == ["2025-06-05", "2025-06-04", "2025-06-06"]


def test_a_date_that_stands_in_the_dateline_is_the_day_of_publication(blank):
    doc = blank.make_doc("Oslo, 31 décembre (AGR) - Il partira.")
    doc._.depeche["dateline"] = {"published": "2024-12-31", "start": 0, "end": 25}
    (fact,) = blank(doc)._.depeche["dates"]
    assert fact["value"] == "2024-12-31"


def test_relative_tells_what_the_publication_date_was_needed_for(dates):
    facts = dates("Signé le 5 mai 2024, le 5 mai, lundi, en 2020 et cette année.")
    assert [fact["relative"] for fact in facts] == [False, True, True, False, True]


def test_precision_is_the_grain_of_the_words(dates):
    source = "cette semaine, le mois dernier, en 2024, T1 2025, S2 2024, les années 90, 2023-2024"
    expected = ["week", "month", "year", "quarter", "half", "decade", "interval"]
    assert [fact["precision"] for fact in dates(source)] == expected


@pytest.mark.parametrize(
    "rule", [r for r in load_rules("dates").rules if r.set["reading"] == "none"], ids=lambda r: r.id
)
def test_rules_of_what_is_no_date_leave_none(rule, values):
    for example in rule.examples:
        assert values(example["text"]) == []
