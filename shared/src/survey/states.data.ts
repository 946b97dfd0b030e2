// The 193 Member States and the areas of the M49 standard, as compact tables that states.ts reads; names as the Statistics Division lists them.

/** m49|level|parent|en|fr|es|ru|zh|ar */
export const AREA_TABLE = `
001|global||World|Monde|Mundo|Весь мир|世界|العالم
002|region|001|Africa|Afrique|África|Африка|非洲|أفريقيا
005|intermediate|419|South America|Amérique du Sud|América del Sur|Южная Америка|南美洲|أمريكا الجنوبية
009|region|001|Oceania|Océanie|Oceanía|Океания|大洋洲|أوقيانوسيا
011|intermediate|202|Western Africa|Afrique occidentale|África occidental|Западная Африка|西非|غرب أفريقيا
013|intermediate|419|Central America|Amérique centrale|América central|Центральная Америка|中美洲|أمريكا الوسطى
014|intermediate|202|Eastern Africa|Afrique orientale|África oriental|Восточная Африка|东非|شرق أفريقيا
015|subregion|002|Northern Africa|Afrique septentrionale|África septentrional|Северная Африка|北非|أفريقيا الشمالية
017|intermediate|202|Middle Africa|Afrique centrale|África central|Центральная Африка|中非|وسط أفريقيا
018|intermediate|202|Southern Africa|Afrique australe|África meridional|Южная часть Африки|南部非洲|الجنوب الأفريقي
019|region|001|Americas|Amériques|Américas|Северная и Южная Америка|美洲|الأمريكتان
021|subregion|019|Northern America|Amérique septentrionale|América septentrional|Северная Америка|北美|أمريكا الشمالية
029|intermediate|419|Caribbean|Caraïbes|El Caribe|Карибский бассейн|加勒比|منطقة البحر الكاريبي
030|subregion|142|Eastern Asia|Asie orientale|Asia oriental|Восточная Азия|东亚|شرقي آسيا
034|subregion|142|Southern Asia|Asie méridionale|Asia meridional|Южная Азия|南亚|جنوب آسيا
035|subregion|142|South-eastern Asia|Asie du Sud-Est|Asia sudoriental|Юго-Восточная Азия|东南亚|جنوب شرقي آسيا
039|subregion|150|Southern Europe|Europe méridionale|Europa meridional|Южная Европа|南欧|أوروبا الجنوبية
053|subregion|009|Australia and New Zealand|Australie et Nouvelle-Zélande|Australia y Nueva Zelandia|Австралия и Новая Зеландия|澳大利亚和新西兰|أستراليا ونيوزيلندا
054|subregion|009|Melanesia|Mélanésie|Melanesia|Меланезия|美拉尼西亚|ميلانيزيا
057|subregion|009|Micronesia|Micronésie|Micronesia|Микронезия|密克罗尼西亚|ميكرونيزيا
061|subregion|009|Polynesia|Polynésie|Polinesia|Полинезия|波利尼西亚|بولينيزيا
142|region|001|Asia|Asie|Asia|Азия|亚洲|آسيا
143|subregion|142|Central Asia|Asie centrale|Asia central|Центральная Азия|中亚|آسيا الوسطى
145|subregion|142|Western Asia|Asie occidentale|Asia occidental|Западная Азия|西亚|غربي آسيا
150|region|001|Europe|Europe|Europa|Европа|欧洲|أوروبا
151|subregion|150|Eastern Europe|Europe orientale|Europa oriental|Восточная Европа|东欧|أوروبا الشرقية
154|subregion|150|Northern Europe|Europe septentrionale|Europa septentrional|Северная Европа|北欧|أوروبا الشمالية
155|subregion|150|Western Europe|Europe occidentale|Europa occidental|Западная Европа|西欧|أوروبا الغربية
202|subregion|002|Sub-Saharan Africa|Afrique subsaharienne|África Subsahariana|Африка к югу от Сахары|撒哈拉以南非洲|أفريقيا جنوب الصحراء الكبرى
419|subregion|019|Latin America and the Caribbean|Amérique latine et Caraïbes|América Latina y el Caribe|Латинская Америка и Карибский бассейн|拉丁美洲和加勒比|أمريكا اللاتينية ومنطقة البحر الكاريبي
`

/** iso2|iso3|m49|smallest area|ldc lldc sids as 0 or 1|en|fr|es|ru|zh|ar */
export const STATE_TABLE = `
AF|AFG|004|034|110|Afghanistan|Afghanistan|Afganistán|Афганистан|阿富汗|أفغانستان
AO|AGO|024|017|100|Angola|Angola|Angola|Ангола|安哥拉|أنغولا
AL|ALB|008|039|000|Albania|Albanie|Albania|Албания|阿尔巴尼亚|ألبانيا
AD|AND|020|039|000|Andorra|Andorre|Andorra|Андорра|安道尔|أندورا
AE|ARE|784|145|000|United Arab Emirates|Émirats arabes unis|Emiratos Árabes Unidos|Объединенные Арабские Эмираты|阿拉伯联合酋长国|الإمارات العربية المتحدة
AR|ARG|032|005|000|Argentina|Argentine|Argentina|Аргентина|阿根廷|الأرجنتين
AM|ARM|051|145|010|Armenia|Arménie|Armenia|Армения|亚美尼亚|أرمينيا
AG|ATG|028|029|001|Antigua and Barbuda|Antigua-et-Barbuda|Antigua y Barbuda|Антигуа и Барбуда|安提瓜和巴布达|أنتيغوا وبربودا
AU|AUS|036|053|000|Australia|Australie|Australia|Австралия|澳大利亚|أستراليا
AT|AUT|040|155|000|Austria|Autriche|Austria|Австрия|奥地利|النمسا
AZ|AZE|031|145|010|Azerbaijan|Azerbaïdjan|Azerbaiyán|Азербайджан|阿塞拜疆|أذربيجان
BI|BDI|108|014|110|Burundi|Burundi|Burundi|Бурунди|布隆迪|بوروندي
BE|BEL|056|155|000|Belgium|Belgique|Bélgica|Бельгия|比利时|بلجيكا
BJ|BEN|204|011|100|Benin|Bénin|Benin|Бенин|贝宁|بنن
BF|BFA|854|011|110|Burkina Faso|Burkina Faso|Burkina Faso|Буркина-Фасо|布基纳法索|بوركينا فاسو
BD|BGD|050|034|100|Bangladesh|Bangladesh|Bangladesh|Бангладеш|孟加拉国|بنغلاديش
BG|BGR|100|151|000|Bulgaria|Bulgarie|Bulgaria|Болгария|保加利亚|بلغاريا
BH|BHR|048|145|000|Bahrain|Bahreïn|Bahrein|Бахрейн|巴林|البحرين
BS|BHS|044|029|001|Bahamas|Bahamas|Bahamas|Багамские Острова|巴哈马|جزر البهاما
BA|BIH|070|039|000|Bosnia and Herzegovina|Bosnie-Herzégovine|Bosnia y Herzegovina|Босния и Герцеговина|波斯尼亚和黑塞哥维那|البوسنة والهرسك
BY|BLR|112|151|000|Belarus|Bélarus|Belarús|Беларусь|白俄罗斯|بيلاروس
BZ|BLZ|084|013|001|Belize|Belize|Belice|Белиз|伯利兹|بليز
BO|BOL|068|005|010|Bolivia (Plurinational State of)|Bolivie (État plurinational de)|Bolivia (Estado Plurinacional de)|Боливия (Многонациональное Государство)|多民族玻利维亚国|بوليفيا (دولة - المتعددة القوميات)
BR|BRA|076|005|000|Brazil|Brésil|Brasil|Бразилия|巴西|البرازيل
BB|BRB|052|029|001|Barbados|Barbade|Barbados|Барбадос|巴巴多斯|بربادوس
BN|BRN|096|035|000|Brunei Darussalam|Brunéi Darussalam|Brunei Darussalam|Бруней-Даруссалам|文莱达鲁萨兰国|بروني دار السلام
BT|BTN|064|034|010|Bhutan|Bhoutan|Bhután|Бутан|不丹|بوتان
BW|BWA|072|018|010|Botswana|Botswana|Botswana|Ботсвана|博茨瓦纳|بوتسوانا
CF|CAF|140|017|110|Central African Republic|République centrafricaine|República Centroafricana|Центральноафриканская Республика|中非共和国|جمهورية أفريقيا الوسطى
CA|CAN|124|021|000|Canada|Canada|Canadá|Канада|加拿大|كندا
CH|CHE|756|155|000|Switzerland|Suisse|Suiza|Швейцария|瑞士|سويسرا
CL|CHL|152|005|000|Chile|Chili|Chile|Чили|智利|شيلي
CN|CHN|156|030|000|China|Chine|China|Китай|中国|الصين
CI|CIV|384|011|000|Côte d’Ivoire|Côte d’Ivoire|Côte d’Ivoire|Кот-д’Ивуар|科特迪瓦|كوت ديفوار
CM|CMR|120|017|000|Cameroon|Cameroun|Camerún|Камерун|喀麦隆|الكاميرون
CD|COD|180|017|100|Democratic Republic of the Congo|République démocratique du Congo|República Democrática del Congo|Демократическая Республика Конго|刚果民主共和国|جمهورية الكونغو الديمقراطية
CG|COG|178|017|000|Congo|Congo|Congo|Конго|刚果|الكونغو
CO|COL|170|005|000|Colombia|Colombie|Colombia|Колумбия|哥伦比亚|كولومبيا
KM|COM|174|014|101|Comoros|Comores|Comoras|Коморские Острова|科摩罗|جزر القمر
CV|CPV|132|011|001|Cabo Verde|Cabo Verde|Cabo Verde|Кабо-Верде|佛得角|كابو فيردي
CR|CRI|188|013|000|Costa Rica|Costa Rica|Costa Rica|Коста-Рика|哥斯达黎加|كوستاريكا
CU|CUB|192|029|001|Cuba|Cuba|Cuba|Куба|古巴|كوبا
CY|CYP|196|145|000|Cyprus|Chypre|Chipre|Кипр|塞浦路斯|قبرص
CZ|CZE|203|151|000|Czechia|Tchéquie|Chequia|Чехия|捷克|تشيكيا
DE|DEU|276|155|000|Germany|Allemagne|Alemania|Германия|德国|ألمانيا
DJ|DJI|262|014|100|Djibouti|Djibouti|Djibouti|Джибути|吉布提|جيبوتي
DM|DMA|212|029|001|Dominica|Dominique|Dominica|Доминика|多米尼克|دومينيكا
DK|DNK|208|154|000|Denmark|Danemark|Dinamarca|Дания|丹麦|الدانمرك
DO|DOM|214|029|001|Dominican Republic|République dominicaine|República Dominicana|Доминиканская Республика|多米尼加|الجمهورية الدومينيكية
DZ|DZA|012|015|000|Algeria|Algérie|Argelia|Алжир|阿尔及利亚|الجزائر
EC|ECU|218|005|000|Ecuador|Équateur|Ecuador|Эквадор|厄瓜多尔|إكوادور
EG|EGY|818|015|000|Egypt|Égypte|Egipto|Египет|埃及|مصر
ER|ERI|232|014|100|Eritrea|Érythrée|Eritrea|Эритрея|厄立特里亚|إريتريا
ES|ESP|724|039|000|Spain|Espagne|España|Испания|西班牙|إسبانيا
EE|EST|233|154|000|Estonia|Estonie|Estonia|Эстония|爱沙尼亚|إستونيا
ET|ETH|231|014|110|Ethiopia|Éthiopie|Etiopía|Эфиопия|埃塞俄比亚|إثيوبيا
FI|FIN|246|154|000|Finland|Finlande|Finlandia|Финляндия|芬兰|فنلندا
FJ|FJI|242|054|001|Fiji|Fidji|Fiji|Фиджи|斐济|فيجي
FR|FRA|250|155|000|France|France|Francia|Франция|法国|فرنسا
FM|FSM|583|057|001|Micronesia (Federated States of)|Micronésie (États fédérés de)|Micronesia (Estados Federados de)|Микронезия (Федеративные Штаты)|密克罗尼西亚联邦|ميكرونيزيا (ولايات - الموحدة)
GA|GAB|266|017|000|Gabon|Gabon|Gabón|Габон|加蓬|غابون
GB|GBR|826|154|000|United Kingdom of Great Britain and Northern Ireland|Royaume-Uni de Grande-Bretagne et d’Irlande du Nord|Reino Unido de Gran Bretaña e Irlanda del Norte|Соединенное Королевство Великобритании и Северной Ирландии|大不列颠及北爱尔兰联合王国|المملكة المتحدة لبريطانيا العظمى وآيرلندا الشمالية
GE|GEO|268|145|000|Georgia|Géorgie|Georgia|Грузия|格鲁吉亚|جورجيا
GH|GHA|288|011|000|Ghana|Ghana|Ghana|Гана|加纳|غانا
GN|GIN|324|011|100|Guinea|Guinée|Guinea|Гвинея|几内亚|غينيا
GM|GMB|270|011|100|Gambia|Gambie|Gambia|Гамбия|冈比亚|غامبيا
GW|GNB|624|011|101|Guinea-Bissau|Guinée-Bissau|Guinea-Bissau|Гвинея-Бисау|几内亚比绍|غينيا - بيساو
GQ|GNQ|226|017|000|Equatorial Guinea|Guinée équatoriale|Guinea Ecuatorial|Экваториальная Гвинея|赤道几内亚|غينيا الاستوائية
GR|GRC|300|039|000|Greece|Grèce|Grecia|Греция|希腊|اليونان
GD|GRD|308|029|001|Grenada|Grenade|Granada|Гренада|格林纳达|غرينادا
GT|GTM|320|013|000|Guatemala|Guatemala|Guatemala|Гватемала|危地马拉|غواتيمالا
GY|GUY|328|005|001|Guyana|Guyana|Guyana|Гайана|圭亚那|غيانا
HN|HND|340|013|000|Honduras|Honduras|Honduras|Гондурас|洪都拉斯|هندوراس
HR|HRV|191|039|000|Croatia|Croatie|Croacia|Хорватия|克罗地亚|كرواتيا
HT|HTI|332|029|101|Haiti|Haïti|Haití|Гаити|海地|هايتي
HU|HUN|348|151|000|Hungary|Hongrie|Hungría|Венгрия|匈牙利|هنغاريا
ID|IDN|360|035|000|Indonesia|Indonésie|Indonesia|Индонезия|印度尼西亚|إندونيسيا
IN|IND|356|034|000|India|Inde|India|Индия|印度|الهند
IE|IRL|372|154|000|Ireland|Irlande|Irlanda|Ирландия|爱尔兰|آيرلندا
IR|IRN|364|034|000|Iran (Islamic Republic of)|Iran (République islamique d’)|Irán (República Islámica del)|Иран (Исламская Республика)|伊朗伊斯兰共和国|إيران (جمهورية - الإسلامية)
IQ|IRQ|368|145|000|Iraq|Iraq|Iraq|Ирак|伊拉克|العراق
IS|ISL|352|154|000|Iceland|Islande|Islandia|Исландия|冰岛|آيسلندا
IL|ISR|376|145|000|Israel|Israël|Israel|Израиль|以色列|إسرائيل
IT|ITA|380|039|000|Italy|Italie|Italia|Италия|意大利|إيطاليا
JM|JAM|388|029|001|Jamaica|Jamaïque|Jamaica|Ямайка|牙买加|جامايكا
JO|JOR|400|145|000|Jordan|Jordanie|Jordania|Иордания|约旦|الأردن
JP|JPN|392|030|000|Japan|Japon|Japón|Япония|日本|اليابان
KZ|KAZ|398|143|010|Kazakhstan|Kazakhstan|Kazajstán|Казахстан|哈萨克斯坦|كازاخستان
KE|KEN|404|014|000|Kenya|Kenya|Kenya|Кения|肯尼亚|كينيا
KG|KGZ|417|143|010|Kyrgyzstan|Kirghizistan|Kirguistán|Кыргызстан|吉尔吉斯斯坦|قيرغيزستان
KH|KHM|116|035|100|Cambodia|Cambodge|Camboya|Камбоджа|柬埔寨|كمبوديا
KI|KIR|296|057|101|Kiribati|Kiribati|Kiribati|Кирибати|基里巴斯|كيريباس
KN|KNA|659|029|001|Saint Kitts and Nevis|Saint-Kitts-et-Nevis|Saint Kitts y Nevis|Сент-Китс и Невис|圣基茨和尼维斯|سانت كيتس ونيفس
KR|KOR|410|030|000|Republic of Korea|République de Corée|República de Corea|Республика Корея|大韩民国|جمهورية كوريا
KW|KWT|414|145|000|Kuwait|Koweït|Kuwait|Кувейт|科威特|الكويت
LA|LAO|418|035|110|Lao People’s Democratic Republic|République démocratique populaire lao|República Democrática Popular Lao|Лаосская Народно-Демократическая Республика|老挝人民民主共和国|جمهورية لاو الديمقراطية الشعبية
LB|LBN|422|145|000|Lebanon|Liban|Líbano|Ливан|黎巴嫩|لبنان
LR|LBR|430|011|100|Liberia|Libéria|Liberia|Либерия|利比里亚|ليبريا
LY|LBY|434|015|000|Libya|Libye|Libia|Ливия|利比亚|ليبيا
LC|LCA|662|029|001|Saint Lucia|Sainte-Lucie|Santa Lucía|Сент-Люсия|圣卢西亚|سانت لوسيا
LI|LIE|438|155|000|Liechtenstein|Liechtenstein|Liechtenstein|Лихтенштейн|列支敦士登|ليختنشتاين
LK|LKA|144|034|000|Sri Lanka|Sri Lanka|Sri Lanka|Шри-Ланка|斯里兰卡|سري لانكا
LS|LSO|426|018|110|Lesotho|Lesotho|Lesotho|Лесото|莱索托|ليسوتو
LT|LTU|440|154|000|Lithuania|Lituanie|Lituania|Литва|立陶宛|ليتوانيا
LU|LUX|442|155|000|Luxembourg|Luxembourg|Luxemburgo|Люксембург|卢森堡|لكسمبرغ
LV|LVA|428|154|000|Latvia|Lettonie|Letonia|Латвия|拉脱维亚|لاتفيا
MA|MAR|504|015|000|Morocco|Maroc|Marruecos|Марокко|摩洛哥|المغرب
MC|MCO|492|155|000|Monaco|Monaco|Mónaco|Монако|摩纳哥|موناكو
MD|MDA|498|151|010|Republic of Moldova|République de Moldova|República de Moldova|Республика Молдова|摩尔多瓦共和国|جمهورية مولدوفا
MG|MDG|450|014|100|Madagascar|Madagascar|Madagascar|Мадагаскар|马达加斯加|مدغشقر
MV|MDV|462|034|001|Maldives|Maldives|Maldivas|Мальдивские Острова|马尔代夫|ملديف
MX|MEX|484|013|000|Mexico|Mexique|México|Мексика|墨西哥|المكسيك
MH|MHL|584|057|001|Marshall Islands|Îles Marshall|Islas Marshall|Маршалловы Острова|马绍尔群岛|جزر مارشال
MK|MKD|807|039|010|North Macedonia|Macédoine du Nord|Macedonia del Norte|Северная Македония|北马其顿|مقدونيا الشمالية
ML|MLI|466|011|110|Mali|Mali|Malí|Мали|马里|مالي
MT|MLT|470|039|000|Malta|Malte|Malta|Мальта|马耳他|مالطة
MM|MMR|104|035|100|Myanmar|Myanmar|Myanmar|Мьянма|缅甸|ميانمار
ME|MNE|499|039|000|Montenegro|Monténégro|Montenegro|Черногория|黑山|الجبل الأسود
MN|MNG|496|030|010|Mongolia|Mongolie|Mongolia|Монголия|蒙古|منغوليا
MZ|MOZ|508|014|100|Mozambique|Mozambique|Mozambique|Мозамбик|莫桑比克|موزامبيق
MR|MRT|478|011|100|Mauritania|Mauritanie|Mauritania|Мавритания|毛里塔尼亚|موريتانيا
MU|MUS|480|014|001|Mauritius|Maurice|Mauricio|Маврикий|毛里求斯|موريشيوس
MW|MWI|454|014|110|Malawi|Malawi|Malawi|Малави|马拉维|ملاوي
MY|MYS|458|035|000|Malaysia|Malaisie|Malasia|Малайзия|马来西亚|ماليزيا
NA|NAM|516|018|000|Namibia|Namibie|Namibia|Намибия|纳米比亚|ناميبيا
NE|NER|562|011|110|Niger|Niger|Níger|Нигер|尼日尔|النيجر
NG|NGA|566|011|000|Nigeria|Nigéria|Nigeria|Нигерия|尼日利亚|نيجيريا
NI|NIC|558|013|000|Nicaragua|Nicaragua|Nicaragua|Никарагуа|尼加拉瓜|نيكاراغوا
NL|NLD|528|155|000|Netherlands (Kingdom of the)|Pays-Bas (Royaume des)|Países Bajos (Reino de los)|Нидерланды (Королевство)|荷兰王国|هولندا (مملكة -)
NO|NOR|578|154|000|Norway|Norvège|Noruega|Норвегия|挪威|النرويج
NP|NPL|524|034|110|Nepal|Népal|Nepal|Непал|尼泊尔|نيبال
NR|NRU|520|057|001|Nauru|Nauru|Nauru|Науру|瑙鲁|ناورو
NZ|NZL|554|053|000|New Zealand|Nouvelle-Zélande|Nueva Zelandia|Новая Зеландия|新西兰|نيوزيلندا
OM|OMN|512|145|000|Oman|Oman|Omán|Оман|阿曼|عمان
PK|PAK|586|034|000|Pakistan|Pakistan|Pakistán|Пакистан|巴基斯坦|باكستان
PA|PAN|591|013|000|Panama|Panama|Panamá|Панама|巴拿马|بنما
PE|PER|604|005|000|Peru|Pérou|Perú|Перу|秘鲁|بيرو
PH|PHL|608|035|000|Philippines|Philippines|Filipinas|Филиппины|菲律宾|الفلبين
PW|PLW|585|057|001|Palau|Palaos|Palau|Палау|帕劳|بالاو
PG|PNG|598|054|001|Papua New Guinea|Papouasie-Nouvelle-Guinée|Papua Nueva Guinea|Папуа-Новая Гвинея|巴布亚新几内亚|بابوا غينيا الجديدة
PL|POL|616|151|000|Poland|Pologne|Polonia|Польша|波兰|بولندا
KP|PRK|408|030|000|Democratic People’s Republic of Korea|République populaire démocratique de Corée|República Popular Democrática de Corea|Корейская Народно-Демократическая Республика|朝鲜民主主义人民共和国|جمهورية كوريا الشعبية الديمقراطية
PT|PRT|620|039|000|Portugal|Portugal|Portugal|Португалия|葡萄牙|البرتغال
PY|PRY|600|005|010|Paraguay|Paraguay|Paraguay|Парагвай|巴拉圭|باراغواي
QA|QAT|634|145|000|Qatar|Qatar|Qatar|Катар|卡塔尔|قطر
RO|ROU|642|151|000|Romania|Roumanie|Rumania|Румыния|罗马尼亚|رومانيا
RU|RUS|643|151|000|Russian Federation|Fédération de Russie|Federación de Rusia|Российская Федерация|俄罗斯联邦|الاتحاد الروسي
RW|RWA|646|014|110|Rwanda|Rwanda|Rwanda|Руанда|卢旺达|رواندا
SA|SAU|682|145|000|Saudi Arabia|Arabie saoudite|Arabia Saudita|Саудовская Аравия|沙特阿拉伯|المملكة العربية السعودية
SD|SDN|729|015|100|Sudan|Soudan|Sudán|Судан|苏丹|السودان
SN|SEN|686|011|100|Senegal|Sénégal|Senegal|Сенегал|塞内加尔|السنغال
SG|SGP|702|035|001|Singapore|Singapour|Singapur|Сингапур|新加坡|سنغافورة
SB|SLB|090|054|101|Solomon Islands|Îles Salomon|Islas Salomón|Соломоновы Острова|所罗门群岛|جزر سليمان
SL|SLE|694|011|100|Sierra Leone|Sierra Leone|Sierra Leona|Сьерра-Леоне|塞拉利昂|سيراليون
SV|SLV|222|013|000|El Salvador|El Salvador|El Salvador|Сальвадор|萨尔瓦多|السلفادور
SM|SMR|674|039|000|San Marino|Saint-Marin|San Marino|Сан-Марино|圣马力诺|سان مارينو
SO|SOM|706|014|100|Somalia|Somalie|Somalia|Сомали|索马里|الصومال
RS|SRB|688|039|000|Serbia|Serbie|Serbia|Сербия|塞尔维亚|صربيا
SS|SSD|728|014|110|South Sudan|Soudan du Sud|Sudán del Sur|Южный Судан|南苏丹|جنوب السودان
ST|STP|678|017|001|Sao Tome and Principe|Sao Tomé-et-Principe|Santo Tomé y Príncipe|Сан-Томе и Принсипи|圣多美和普林西比|سان تومي وبرينسيبي
SR|SUR|740|005|001|Suriname|Suriname|Suriname|Суринам|苏里南|سورينام
SK|SVK|703|151|000|Slovakia|Slovaquie|Eslovaquia|Словакия|斯洛伐克|سلوفاكيا
SI|SVN|705|039|000|Slovenia|Slovénie|Eslovenia|Словения|斯洛文尼亚|سلوفينيا
SE|SWE|752|154|000|Sweden|Suède|Suecia|Швеция|瑞典|السويد
SZ|SWZ|748|018|010|Eswatini|Eswatini|Eswatini|Эсватини|斯威士兰|إسواتيني
SC|SYC|690|014|001|Seychelles|Seychelles|Seychelles|Сейшельские Острова|塞舌尔|سيشيل
SY|SYR|760|145|000|Syrian Arab Republic|République arabe syrienne|República Árabe Siria|Сирийская Арабская Республика|阿拉伯叙利亚共和国|الجمهورية العربية السورية
TD|TCD|148|017|110|Chad|Tchad|Chad|Чад|乍得|تشاد
TG|TGO|768|011|100|Togo|Togo|Togo|Того|多哥|توغو
TH|THA|764|035|000|Thailand|Thaïlande|Tailandia|Таиланд|泰国|تايلند
TJ|TJK|762|143|010|Tajikistan|Tadjikistan|Tayikistán|Таджикистан|塔吉克斯坦|طاجيكستان
TM|TKM|795|143|010|Turkmenistan|Turkménistan|Turkmenistán|Туркменистан|土库曼斯坦|تركمانستان
TL|TLS|626|035|101|Timor-Leste|Timor-Leste|Timor-Leste|Тимор-Лешти|东帝汶|تيمور - ليشتي
TO|TON|776|061|001|Tonga|Tonga|Tonga|Тонга|汤加|تونغا
TT|TTO|780|029|001|Trinidad and Tobago|Trinité-et-Tobago|Trinidad y Tabago|Тринидад и Тобаго|特立尼达和多巴哥|ترينيداد وتوباغو
TN|TUN|788|015|000|Tunisia|Tunisie|Túnez|Тунис|突尼斯|تونس
TR|TUR|792|145|000|Türkiye|Türkiye|Türkiye|Турция|土耳其|تركيا
TV|TUV|798|061|101|Tuvalu|Tuvalu|Tuvalu|Тувалу|图瓦卢|توفالو
TZ|TZA|834|014|100|United Republic of Tanzania|République-Unie de Tanzanie|República Unida de Tanzanía|Объединенная Республика Танзания|坦桑尼亚联合共和国|جمهورية تنزانيا المتحدة
UG|UGA|800|014|110|Uganda|Ouganda|Uganda|Уганда|乌干达|أوغندا
UA|UKR|804|151|000|Ukraine|Ukraine|Ucrania|Украина|乌克兰|أوكرانيا
UY|URY|858|005|000|Uruguay|Uruguay|Uruguay|Уругвай|乌拉圭|أوروغواي
US|USA|840|021|000|United States of America|États-Unis d’Amérique|Estados Unidos de América|Соединенные Штаты Америки|美利坚合众国|الولايات المتحدة الأمريكية
UZ|UZB|860|143|010|Uzbekistan|Ouzbékistan|Uzbekistán|Узбекистан|乌兹别克斯坦|أوزبكستان
VC|VCT|670|029|001|Saint Vincent and the Grenadines|Saint-Vincent-et-les Grenadines|San Vicente y las Granadinas|Сент-Винсент и Гренадины|圣文森特和格林纳丁斯|سانت فنسنت وجزر غرينادين
VE|VEN|862|005|000|Venezuela (Bolivarian Republic of)|Venezuela (République bolivarienne du)|Venezuela (República Bolivariana de)|Венесуэла (Боливарианская Республика)|委内瑞拉玻利瓦尔共和国|فنزويلا (جمهورية - البوليفارية)
VN|VNM|704|035|000|Viet Nam|Viet Nam|Viet Nam|Вьетнам|越南|فييت نام
VU|VUT|548|054|001|Vanuatu|Vanuatu|Vanuatu|Вануату|瓦努阿图|فانواتو
WS|WSM|882|061|001|Samoa|Samoa|Samoa|Самоа|萨摩亚|ساموا
YE|YEM|887|145|100|Yemen|Yémen|Yemen|Йемен|也门|اليمن
ZA|ZAF|710|018|000|South Africa|Afrique du Sud|Sudáfrica|Южная Африка|南非|جنوب أفريقيا
ZM|ZMB|894|014|110|Zambia|Zambie|Zambia|Замбия|赞比亚|زامبيا
ZW|ZWE|716|014|010|Zimbabwe|Zimbabwe|Zimbabwe|Зимбабве|津巴布韦|زمبابوي
`
