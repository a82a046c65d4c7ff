extension Country {
  // Code, alpha-3 code; the name in French and in English, then other names in these and in the country's own languages: Unicode CLDR 49
  // (Babel 2.19), ISO 3166-1 with its French translation (pycountry 26.2), and words that people use.
  static let table = """
    AD AND Andorre|Andorra|Principality of Andorra|Principauté d’Andorre
    AE ARE Émirats arabes unis|United Arab Emirates|UAE|EAU|Émirats|Emirats arabes|Dubaï|الإمارات العربية المتحدة
    AF AFG Afghanistan|Afghanistan|Islamic Republic of Afghanistan|République islamique d’Afghanistan|افغانستان
    AG ATG Antigua-et-Barbuda|Antigua & Barbuda|Antigua
    AI AIA Anguilla|Anguilla
    AL ALB Albanie|Albania|Republic of Albania|République d’Albanie|Shqipëri
    AM ARM Arménie|Armenia|Republic of Armenia|République d’Arménie|Հայաստան
    AO AGO Angola|Angola|Republic of Angola|République d’Angola
    AQ ATA Antarctique|Antarctica
    AR ARG Argentine|Argentina|Argentine Republic|République d’Argentine
    AS ASM Samoa américaines|American Samoa
    AT AUT Autriche|Austria|Republik Österreich|Republic of Austria|République d’Autriche|Österreich
    AU AUS Australie|Australia
    AW ABW Aruba|Aruba
    AX ALA Îles Åland|Åland Islands|Åland|Åland, Îles
    AZ AZE Azerbaïdjan|Azerbaijan|Republic of Azerbaijan|République d’Azerbaïdjan|Azərbaycan|Азәрбајҹан
    BA BIH Bosnie-Herzégovine|Bosnia & Herzegovina|Bosnie|Bosnia|Bosna i Hercegovina|Republic of Bosnia and Herzegovina|République de Bosnie et Herzégovine|Босна и Херцеговина
    BB BRB Barbade|Barbados
    BD BGD Bangladesh|Bangladesh|People’s Republic of Bangladesh|République populaire du Bengladesh|বাংলাদেশ
    BE BEL Belgique|Belgium|Kingdom of Belgium|Royaume de Belgique|België|Belgien
    BF BFA Burkina Faso|Burkina Faso
    BG BGR Bulgarie|Bulgaria|Republic of Bulgaria|République de Bulgarie|България
    BH BHR Bahreïn|Bahrain|Kingdom of Bahrain|Royaume de Bahreïn|البحرين
    BI BDI Burundi|Burundi|Republic of Burundi|République du Burundi|Uburundi
    BJ BEN Bénin|Benin|Republic of Benin|République du Bénin
    BL BLM Saint-Barthélemy|St. Barthélemy|Saint-Barth
    BM BMU Bermudes|Bermuda
    BN BRN Brunei|Brunei|Brunei Darussalam|بروني
    BO BOL Bolivie|Bolivia|Bolivia, Plurinational State of|Plurinational State of Bolivia|Bolivie, état plurinational de|état plurinational de Bolivie
    BQ BES Pays-Bas caribéens|Caribbean Netherlands|Bonaire, Sint Eustatius and Saba|Sint Eustatius and Saba Bonaire|Bonaire, Saint-Eustache et Saba|Saint-Eustache et Saba Bonaire|Caribisch Nederland
    BR BRA Brésil|Brazil|Federative Republic of Brazil|République fédérale du Brésil|Brasil
    BS BHS Bahamas|Bahamas|Commonwealth of the Bahamas|Commonwealth des Bahamas
    BT BTN Bhoutan|Bhutan|Kingdom of Bhutan|Royaume du Bouthan|འབྲུག
    BV BVT Île Bouvet|Bouvet Island
    BW BWA Botswana|Botswana|Republic of Botswana|République du Botswana
    BY BLR Biélorussie|Belarus|Republic of Belarus|République du Bélarus|Беларусь
    BZ BLZ Belize|Belize
    CA CAN Canada|Canada
    CC CCK Îles Cocos|Cocos (Keeling) Islands|Cocos (Keeling), Îles|Îles Cocos (Keeling)
    CD COD Congo-Kinshasa|Congo - Kinshasa|RDC|RD Congo|DR Congo|DRC|République démocratique du Congo|Democratic Republic of the Congo|Congo (RDC)|Zaïre|Congo, The Democratic Republic of the
    CF CAF République centrafricaine|Central African Republic|RCA|Centrafrique|Ködörösêse tî Bêafrîka
    CG COG Congo-Brazzaville|Congo - Brazzaville|République du Congo|Republic of the Congo|Congo (République)|Congo (Republic)
    CH CHE Suisse|Switzerland|Confédération suisse|Swiss|Schweizerische Eidgenossenschaft|Swiss Confederation|Confédération helvétique|Schweiz|Svizzera
    CI CIV Côte d’Ivoire|Côte d’Ivoire|Ivory Coast|RCI|Republic of Côte d’Ivoire|République de Côte d’Ivoire
    CK COK Îles Cook|Cook Islands
    CL CHL Chili|Chile|Republic of Chile|République du Chili
    CM CMR Cameroun|Cameroon|Republic of Cameroon|République du Cameroun
    CN CHN Chine|China|RPC|PRC|Mainland China|Chine continentale|People’s Republic of China|République populaire de Chine|中国
    CO COL Colombie|Colombia|Republic of Colombia|République de Colombie
    CR CRI Costa Rica|Costa Rica|Republic of Costa Rica|République du Costa Rica
    CU CUB Cuba|Cuba|Republic of Cuba|République de Cuba
    CV CPV Cap-Vert|Cape Verde|Cabo Verde|Republic of Cabo Verde|République du Cap-Vert
    CW CUW Curaçao|Curaçao
    CX CXR Île Christmas|Christmas Island|Christmas, Île
    CY CYP Chypre|Cyprus|Republic of Cyprus|République de Chypre|Κύπρος|Kıbrıs
    CZ CZE Tchéquie|Czechia|République tchèque|Czech Republic|Česko|Česká republika
    DE DEU Allemagne|Germany|Bundesrepublik Deutschland|RFA|BRD|République fédérale d’Allemagne|Federal Republic of Germany|Deutschland
    DJ DJI Djibouti|Djibouti|Republic of Djibouti|République de Djibouti|جيبوتي
    DK DNK Danemark|Denmark|Kingdom of Denmark|Royaume du Danemark|Danmark
    DM DMA Dominique|Dominica|Commonwealth of Dominica|Commonwealth de la Dominique
    DO DOM République dominicaine|Dominican Republic|República Dominicana
    DZ DZA Algérie|Algeria|People’s Democratic Republic of Algeria|République algérienne démocratique et populaire|الجزائر
    EC ECU Équateur|Ecuador|Republic of Ecuador|République d’Équateur
    EE EST Estonie|Estonia|Republic of Estonia|République d’Estonie|Eesti
    EG EGY Égypte|Egypt|Arab Republic of Egypt|République arabe d’Égypte|مصر
    EH ESH Sahara occidental|Western Sahara|الصحراء الغربية
    ER ERI Érythrée|Eritrea|the State of Eritrea|L’État d’Érythrée|إريتريا
    ES ESP Espagne|Spain|Reino de España|Kingdom of Spain|Royaume d’Espagne|España
    ET ETH Éthiopie|Ethiopia|Federal Democratic Republic of Ethiopia|République fédérale démocratique d’Éthiopie|ኢትዮጵያ
    FI FIN Finlande|Finland|Republic of Finland|République de Finlande|Suomi
    FJ FJI Fidji|Fiji|Republic of Fiji|République des Fidji
    FK FLK Îles Malouines|Falkland Islands|Malouines|Falklands|Falkland Islands (Malvinas)|Malouines, Îles (Falkland)|Îles (Falkland) Malouines
    FM FSM Micronésie|Micronesia|Micronesia, Federated States of|Federated States of Micronesia|Micronésie, États fédérés de|États fédérés de Micronésie
    FO FRO Îles Féroé|Faroe Islands|Føroyar
    FR FRA France|France|France métropolitaine|Metropolitan France|France continentale|FX|French Republic|République française
    GA GAB Gabon|Gabon|Gabonese Republic|République gabonaise
    GB GBR Royaume-Uni|United Kingdom|UK|Great Britain|Grande-Bretagne|Angleterre|England|Écosse|Scotland|Pays de Galles|Wales|Irlande du Nord|Northern Ireland|Britain|United Kingdom of Great Britain and Northern Ireland|Royaume-Uni de Grande-Bretagne et d’Irlande du Nord
    GD GRD Grenade|Grenada
    GE GEO Géorgie|Georgia|საქართველო
    GF GUF Guyane française|French Guiana|Guyane
    GG GGY Guernesey|Guernsey
    GH GHA Ghana|Ghana|Republic of Ghana|République du Ghana
    GI GIB Gibraltar|Gibraltar
    GL GRL Groenland|Greenland|Kalaallit Nunaat
    GM GMB Gambie|Gambia|Republic of the Gambia|République de Gambie
    GN GIN Guinée|Guinea|Republic of Guinea|République de Guinée
    GP GLP Guadeloupe|Guadeloupe
    GQ GNQ Guinée équatoriale|Equatorial Guinea|Republic of Equatorial Guinea|République de Guinée Équatoriale|Guinea Ecuatorial|Guiné Equatorial
    GR GRC Grèce|Greece|EL|Hellas|Ellada|Hellenic Republic|République grecque|Ελλάδα
    GS SGS Géorgie du Sud-et-les Îles Sandwich du Sud|South Georgia & South Sandwich Islands
    GT GTM Guatemala|Guatemala|Republic of Guatemala|République du Guatemala
    GU GUM Guam|Guam
    GW GNB Guinée-Bissau|Guinea-Bissau|Republic of Guinea-Bissau|République de Guinée-Bissau|Guiné-Bissau
    GY GUY Guyana|Guyana|Republic of Guyana|République de Guyana
    HK HKG R.A.S. chinoise de Hong Kong|Hong Kong SAR China|Hong Kong|Hong Kong Special Administrative Region of China|Région spéciale administrative chinoise de Hong-Kong|中國香港特別行政區
    HM HMD Îles Heard-et-MacDonald|Heard Island & McDonald Islands
    HN HND Honduras|Honduras|Republic of Honduras|République du Honduras
    HR HRV Croatie|Croatia|Republic of Croatia|République de Croatie|Hrvatska
    HT HTI Haïti|Haiti|Republic of Haiti|République de Haïti
    HU HUN Hongrie|Hungary|Magyarország
    ID IDN Indonésie|Indonesia|Republic of Indonesia|République d’Indonésie
    IE IRL Irlande|Ireland|Republic of Ireland|République d’Irlande|Eire|Irlande (République d’)
    IL ISR Israël|Israel|State of Israel|État d’Israël|ישראל|إسرائيل
    IM IMN Île de Man|Isle of Man|Ellan Vannin
    IN IND Inde|India|Republic of India|République d’Inde|भारत
    IO IOT Territoire britannique de l’océan Indien|British Indian Ocean Territory
    IQ IRQ Irak|Iraq|Republic of Iraq|République d’Iraq|العراق
    IR IRN Iran|Iran|Iran, Islamic Republic of|Islamic Republic of Iran|Iran, République islamique d’|République islamique d’Iran|ایران
    IS ISL Islande|Iceland|Republic of Iceland|République d’Islande|Ísland
    IT ITA Italie|Italy|Repubblica Italiana|Italian Republic|République italienne|Italia
    JE JEY Jersey|Jersey
    JM JAM Jamaïque|Jamaica
    JO JOR Jordanie|Jordan|Hashemite Kingdom of Jordan|Royaume hachémite de Jordanie|الأردن
    JP JPN Japon|Japan|日本
    KE KEN Kenya|Kenya|Republic of Kenya|République du Kenya
    KG KGZ Kirghizstan|Kyrgyzstan|Kirghizistan|Kyrgyz Republic|République kirghize|Кыргызстан|Киргизия
    KH KHM Cambodge|Cambodia|Kingdom of Cambodia|Royaume du Cambodge|កម្ពុជា
    KI KIR Kiribati|Kiribati|Republic of Kiribati|République de Kiribati
    KM COM Comores|Comoros|Union of the Comoros|Union des Comores|جزر القمر
    KN KNA Saint-Christophe-et-Niévès|St. Kitts & Nevis
    KP PRK Corée du Nord|North Korea|Korea, Democratic People’s Republic of|Democratic People’s Republic of Korea|Corée, République populaire démocratique de|République populaire démocratique de Corée|République démocratique populaire de Corée|북한
    KR KOR Corée du Sud|South Korea|Republic of Korea|République de Corée|Korea, Republic of|Corée, République de|대한민국
    KW KWT Koweït|Kuwait|State of Kuwait|État du Koweït|الكويت
    KY CYM Îles Caïmans|Cayman Islands
    KZ KAZ Kazakhstan|Kazakhstan|Republic of Kazakhstan|République du Kazakhstan|Казахстан|Қазақстан
    LA LAO Laos|Laos|Lao People’s Democratic Republic|Lao, République démocratique populaire|République démocratique populaire Lao|ລາວ
    LB LBN Liban|Lebanon|Lebanese Republic|République libanaise|لبنان
    LC LCA Sainte-Lucie|St. Lucia
    LI LIE Liechtenstein|Liechtenstein|Principality of Liechtenstein|Principauté du Liechtenstein
    LK LKA Sri Lanka|Sri Lanka|Ceylan|Ceylon|Democratic Socialist Republic of Sri Lanka|République démocratique socialiste de Sri Lanka|ශ්‍රී ලංකාව|இலங்கை
    LR LBR Liberia|Liberia|Republic of Liberia|République du Libéria
    LS LSO Lesotho|Lesotho|Kingdom of Lesotho|Royaume du Lesotho
    LT LTU Lituanie|Lithuania|Republic of Lithuania|République de Lituanie|Lietuva
    LU LUX Luxembourg|Luxembourg|Grand Duchy of Luxembourg|Grand-duché du Luxembourg|Lëtzebuerg|Luxemburg
    LV LVA Lettonie|Latvia|Republic of Latvia|République de Lettonie|Latvija
    LY LBY Libye|Libya|ليبيا
    MA MAR Maroc|Morocco|Kingdom of Morocco|Royaume du Maroc|المغرب|Meṛṛuk
    MC MCO Monaco|Monaco|Principality of Monaco|Principauté de Monaco
    MD MDA Moldavie|Moldova|Moldova, Republic of|Republic of Moldova|Moldova, République de|République de Moldova|Republica Moldova
    ME MNE Monténégro|Montenegro|Crna Gora
    MF MAF Saint-Martin|St. Martin|Saint Martin (French part)|Saint-Martin (partie française)
    MG MDG Madagascar|Madagascar|Republic of Madagascar|République de Madagascar|Madagasikara
    MH MHL Îles Marshall|Marshall Islands|Republic of the Marshall Islands|République des Îles Marshall
    MK MKD Macédoine du Nord|North Macedonia|Macédoine|Macedonia|FYROM|ARYM|Republic of North Macedonia|République de Macédoine du Nord|Северна Македонија
    ML MLI Mali|Mali|Republic of Mali|République du Mali
    MM MMR Myanmar (Birmanie)|Myanmar (Burma)|Birmanie|Burma|Myanmar|Republic of Myanmar|République de Myanmar|မြန်မာ
    MN MNG Mongolie|Mongolia|Монгол
    MO MAC R.A.S. chinoise de Macao|Macao SAR China|Macao|Macau|Macao Special Administrative Region of China|Région spéciale administrative chinoise de Macao|中國澳門特別行政區|Macau, RAE da China
    MP MNP Îles Mariannes du Nord|Northern Mariana Islands|Commonwealth of the Northern Mariana Islands|Commonwealth des îles Mariannes du Nord
    MQ MTQ Martinique|Martinique
    MR MRT Mauritanie|Mauritania|Islamic Republic of Mauritania|République islamique de Mauritanie|موريتانيا
    MS MSR Montserrat|Montserrat
    MT MLT Malte|Malta|Republic of Malta|République de Malte
    MU MUS Maurice|Mauritius|Île Maurice|Republic of Mauritius|République de l’Île Maurice
    MV MDV Maldives|Maldives|Republic of Maldives|République des Maldives|ދިވެހި ރާއްޖެ
    MW MWI Malawi|Malawi|Republic of Malawi|République du Malawi
    MX MEX Mexique|Mexico|United Mexican States|États-Unis du Mexique
    MY MYS Malaisie|Malaysia
    MZ MOZ Mozambique|Mozambique|Republic of Mozambique|République du Mozambique|Moçambique
    NA NAM Namibie|Namibia|Republic of Namibia|République de Namibie
    NC NCL Nouvelle-Calédonie|New Caledonia
    NE NER Niger|Niger|Republic of the Niger|République du Niger
    NF NFK Île Norfolk|Norfolk Island
    NG NGA Nigeria|Nigeria|Federal Republic of Nigeria|République fédérale du Nigeria|Nàìjíríà
    NI NIC Nicaragua|Nicaragua|Republic of Nicaragua|République du Nicaragua
    NL NLD Pays-Bas|Netherlands|Hollande|Holland|Nederland|Kingdom of the Netherlands|Royaume des Pays-Bas
    NO NOR Norvège|Norway|Kingdom of Norway|Royaume de Norvège|Norge|Noreg
    NP NPL Népal|Nepal|Federal Democratic Republic of Nepal|République fédérale démocratique du Népal|नेपाल
    NR NRU Nauru|Nauru|Republic of Nauru|République de Nauru
    NU NIU Niue|Niue|Nioue
    NZ NZL Nouvelle-Zélande|New Zealand|Aotearoa
    OM OMN Oman|Oman|Sultanate of Oman|Sultanat d’Oman|عُمان
    PA PAN Panama|Panama|Republic of Panama|République du Panama
    PE PER Pérou|Peru|Republic of Peru|République du Pérou
    PF PYF Polynésie française|French Polynesia|Tahiti|Polynésie
    PG PNG Papouasie-Nouvelle-Guinée|Papua New Guinea|Independent State of Papua New Guinea|État indépendant de Papouasie-Nouvelle-Guinée|Papua Niugini
    PH PHL Philippines|Philippines|Republic of the Philippines|République des Philippines|Pilipinas
    PK PAK Pakistan|Pakistan|Islamic Republic of Pakistan|République islamique du Pakistan|پاکستان
    PL POL Pologne|Poland|Rzeczpospolita Polska|Republic of Poland|République de Pologne|Polska
    PM SPM Saint-Pierre-et-Miquelon|St. Pierre & Miquelon
    PN PCN Îles Pitcairn|Pitcairn Islands|Pitcairn
    PR PRI Porto Rico|Puerto Rico
    PS PSE Territoires palestiniens|Palestinian Territories|Palestine|State of Palestine|État de Palestine|Palestine, State of|Palestine, État de|الأراضي الفلسطينية
    PT PRT Portugal|Portugal|República Portuguesa|Portuguese Republic|République portugaise
    PW PLW Palaos|Palau|Republic of Palau|République de Palau
    PY PRY Paraguay|Paraguay|Republic of Paraguay|République du Paraguay|Paraguai
    QA QAT Qatar|Qatar|State of Qatar|État du Qatar|قطر
    RE REU La Réunion|Réunion|Île de la Réunion|Réunion, Île de la
    RO ROU Roumanie|Romania
    RS SRB Serbie|Serbia|Srbija|Republic of Serbia|République de Serbie|Србија
    RU RUS Russie|Russia|Russian Federation|Fédération de Russie|Russie, Fédération de|Россия
    RW RWA Rwanda|Rwanda|Rwandese Republic|République rwandaise|U Rwanda
    SA SAU Arabie saoudite|Saudi Arabia|KSA|Kingdom of Saudi Arabia|Royaume d’Arabie saoudite|المملكة العربية السعودية
    SB SLB Îles Salomon|Solomon Islands|Salomon, Îles
    SC SYC Seychelles|Seychelles|Republic of Seychelles|République des Seychelles
    SD SDN Soudan|Sudan|Republic of the Sudan|République du Soudan|السودان
    SE SWE Suède|Sweden|Kingdom of Sweden|Royaume de Suède|Sverige
    SG SGP Singapour|Singapore|Republic of Singapore|République de Singapour|新加坡|Singapura|சிங்கப்பூர்
    SH SHN Sainte-Hélène|St. Helena, Ascension & Tristan da Cunha|Ascension and Tristan da Cunha Saint Helena|Sainte-Hélène, Ascension et Tristan da Cunha|Ascension et Tristan da Cunha Sainte-Hélène
    SI SVN Slovénie|Slovenia|Republic of Slovenia|République de Slovénie|Slovenija
    SJ SJM Svalbard et Jan Mayen|Svalbard & Jan Mayen|Svalbard et île Jan Mayen|Svalbard og Jan Mayen
    SK SVK Slovaquie|Slovakia|Slovak Republic|République slovaque|Slovensko
    SL SLE Sierra Leone|Sierra Leone|Republic of Sierra Leone|République de Sierra Leone
    SM SMR Saint-Marin|San Marino|Republic of San Marino|République de San Marin
    SN SEN Sénégal|Senegal|Republic of Senegal|République du Sénégal
    SO SOM Somalie|Somalia|Federal Republic of Somalia|République fédérale de Somalie|Soomaaliya|الصومال
    SR SUR Suriname|Suriname|Surinam|Republic of Suriname|République du Surinam
    SS SSD Soudan du Sud|South Sudan|Republic of South Sudan|République du Soudan du Sud
    ST STP Sao Tomé-et-Principe|São Tomé & Príncipe|Democratic Republic of Sao Tome and Principe|République démocratique de Sao Tomé et Principe|São Tomé e Príncipe
    SV SLV Salvador|El Salvador|Republic of El Salvador|République d’El Salvador
    SX SXM Saint-Martin (partie néerlandaise)|Sint Maarten|Sint Maarten (Dutch part)
    SY SYR Syrie|Syria|Syrian Arab Republic|Syrienne, République arabe|République arabe Syrienne|سوريا
    SZ SWZ Eswatini|Eswatini|Swaziland|Kingdom of Eswatini|Royaume d’Eswatini
    TC TCA Îles Turques-et-Caïques|Turks & Caicos Islands
    TD TCD Tchad|Chad|Republic of Chad|République du Tchad|تشاد
    TF ATF Terres australes françaises|French Southern and Antarctic Lands|French Southern Territories
    TG TGO Togo|Togo|Togolese Republic|République togolaise
    TH THA Thaïlande|Thailand|Kingdom of Thailand|Royaume de Thaïlande|ไทย
    TJ TJK Tadjikistan|Tajikistan|Republic of Tajikistan|République du Tadjikistan|Тоҷикистон
    TK TKL Tokelau|Tokelau
    TL TLS Timor oriental|Timor-Leste|East Timor|Democratic Republic of Timor-Leste|République démocratique du Timor-Leste
    TM TKM Turkménistan|Turkmenistan
    TN TUN Tunisie|Tunisia|Republic of Tunisia|République de Tunisie|تونس
    TO TON Tonga|Tonga|Kingdom of Tonga|Royaume des Tonga
    TR TUR Turquie|Türkiye|Turkey|Republic of Türkiye|République de Turquie
    TT TTO Trinité-et-Tobago|Trinidad & Tobago|Trinidad|Republic of Trinidad and Tobago|République de Trinité et Tobago
    TV TUV Tuvalu|Tuvalu
    TW TWN Taïwan|Taiwan|Taiwan, Province of China|Province of China Taiwan|Taïwan, province de Chine|province de Chine Taïwan|台灣
    TZ TZA Tanzanie|Tanzania|Tanzania, United Republic of|United Republic of Tanzania|Tanzanie, République unie de|République unie de Tanzanie
    UA UKR Ukraine|Ukraine|Україна
    UG UGA Ouganda|Uganda|Republic of Uganda|République d’Ouganda
    UM UMI Îles mineures éloignées des États-Unis|U.S. Outlying Islands|United States Minor Outlying Islands
    US USA États-Unis|United States|États-Unis d’Amérique|United States of America|EUA
    UY URY Uruguay|Uruguay|Eastern Republic of Uruguay|République orientale d’Uruguay
    UZ UZB Ouzbékistan|Uzbekistan|Republic of Uzbekistan|République d’Ouzbékistan|Oʻzbekiston|Ўзбекистон
    VA VAT État de la Cité du Vatican|Vatican City|Vatican|Saint-Siège|Holy See|Holy See (Vatican City State)|Saint-Siège (état de la cité du Vatican)
    VC VCT Saint-Vincent-et-les Grenadines|St. Vincent & Grenadines|Saint-Vincent
    VE VEN Venezuela|Venezuela|Venezuela, Bolivarian Republic of|Bolivarian Republic of Venezuela|Vénézuela, république bolivarienne du|république bolivarienne du Vénézuela
    VG VGB Îles Vierges britanniques|British Virgin Islands|Virgin Islands, British
    VI VIR Îles Vierges des États-Unis|U.S. Virgin Islands|Virgin Islands, U.S.|Îles Vierges, États-Unis|États-Unis Îles Vierges|Virgin Islands of the United States|Îles Vierges des États-Unis d’Amérique
    VN VNM Viêt Nam|Vietnam|Socialist Republic of Viet Nam|République socialiste du Viet Nam
    VU VUT Vanuatu|Vanuatu|Republic of Vanuatu|République du Vanuatu
    WF WLF Wallis-et-Futuna|Wallis & Futuna
    WS WSM Samoa|Samoa|Independent State of Samoa|État indépendant de Samoa
    XK XKX Kosovo|Kosovo|Kosovë|Kosova|Косово
    YE YEM Yémen|Yemen|Republic of Yemen|République du Yémen|اليمن
    YT MYT Mayotte|Mayotte
    ZA ZAF Afrique du Sud|South Africa|Republic of South Africa|République d’Afrique du Sud
    ZM ZMB Zambie|Zambia|Republic of Zambia|République de Zambie
    ZW ZWE Zimbabwe|Zimbabwe|Republic of Zimbabwe|République du Zimbabwe
    """
}
