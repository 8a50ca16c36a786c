"""Paragraphs of one invented story in many languages, each with the encodings in which such texts were saved."""

TEXTS = {
    "en": (
        (
            "The keeper’s lamp on the north mole – it had been dark since Friday – was lit again, said the harbour "
            "office. “It will burn all winter,” added Zoë Brandt of the café."
        ),
        ["windows-1252"],
    ),
    "de": (
        (
            "Der Hafenmeister zündete am Freitagabend die große Laterne auf der Nordmole an. Sie soll während des "
            "ganzen Winters brennen, erklärte die Bürgermeisterin, und für die Fischer über Nacht leuchten."
        ),
        ["windows-1252", "iso-8859-15"],
    ),
    "fr": (
        (
            "Le gardien a allumé la lanterne du môle nord vendredi soir. Elle éclairera l’entrée du port jusqu’à la "
            "fin de l’hiver, a déclaré la mairie, où l’on espère que les pêcheurs seront rassurés."
        ),
        ["windows-1252"],
    ),
    "es": (
        (
            "El guardián encendió el farol del muelle norte el viernes por la noche. La oficina del puerto señaló "
            "que alumbrará también durante la mañana, según el capitán, aunque todavía no está decidido."
        ),
        ["windows-1252", "iso-8859-15"],
    ),
    "pt": (
        (
            "O guarda acendeu a lanterna do molhe norte na sexta-feira à noite. A administração do porto informou "
            "que não será apagada até ao fim do inverno, porque a estação dos pescadores já começou."
        ),
        ["windows-1252"],
    ),
    "sv": (
        (
            "Fyrvaktaren tände lyktan på norra piren på fredagskvällen. Hamnkontoret säger att den ska lysa hela "
            "vintern, så att båtarna hittar hem även när det är mörkt och blåser från öster."
        ),
        ["windows-1252"],
    ),
    "pl": (
        (
            "Latarnik zapalił w piątek wieczorem lampę na północnym molo. Będzie się świecić przez całą zimę, "
            "powiedział urząd portowy, żeby rybacy mogli bezpiecznie wracać również późną nocą."
        ),
        ["windows-1250", "iso-8859-2"],
    ),
    "cs": (
        (
            "Strážce rozsvítil v pátek večer lucernu na severním molu. Přístavní úřad uvedl, že bude svítit celou "
            "zimu, aby se rybáři mohli bezpečně vracet i za tmy a větru, který přichází od moře."
        ),
        ["windows-1250", "iso-8859-2"],
    ),
    "hu": (
        (
            "Az őr péntek este meggyújtotta a lámpát az északi mólón. A kikötői hivatal szerint egész télen égni "
            "fog, hogy a halászok éjszaka is hazataláljanak, és később újabb lámpák kerülnek a partra, közölték "
            "hétfőn."
        ),
        ["windows-1250", "iso-8859-2"],
    ),
    "tr": (
        (
            "Bekçi cuma akşamı kuzey mendireğindeki feneri yaktı. Liman müdürlüğü, ışığın bütün kış boyunca "
            "yanacağını açıkladı; balıkçılar gece geç saatte de güvenle dönebilecek. İlk vapur sabah kalkıyor."
        ),
        ["windows-1254", "iso-8859-9"],
    ),
    "lt": (
        (
            "Sargas penktadienio vakarą uždegė žibintą ant šiaurinio molo. Uosto tarnyba pranešė, kad jis degs visą "
            "žiemą, todėl žvejai galės saugiai grįžti ir naktį, kai pučia stiprus vėjas."
        ),
        ["windows-1257"],
    ),
    "el": (
        (
            "Ο φύλακας άναψε το φανάρι στον βόρειο μόλο το βράδυ της Παρασκευής. Το λιμεναρχείο ανακοίνωσε ότι θα "
            "καίει όλο τον χειμώνα, για να επιστρέφουν οι ψαράδες με ασφάλεια."
        ),
        ["windows-1253", "iso-8859-7"],
    ),
    "ru": (
        (
            "Смотритель зажёг в пятницу вечером фонарь на северном молу. В портовой службе сообщили, что он будет "
            "гореть всю зиму, чтобы рыбаки могли безопасно возвращаться домой ночью."
        ),
        ["windows-1251", "koi8-r", "cp866", "iso-8859-5"],
    ),
    "uk": (
        (
            "Доглядач запалив у п’ятницю ввечері ліхтар на північному молі. Портова служба повідомила, що він "
            "горітиме всю зиму, щоб рибалки могли безпечно повертатися додому вночі."
        ),
        ["windows-1251"],
    ),
    "bg": (
        (
            "Пазачът запали в петък вечерта фенера на северния вълнолом. От пристанищната служба съобщиха, че той ще "
            "гори през цялата зима, за да могат рибарите да се прибират безопасно."
        ),
        ["windows-1251"],
    ),
    "he": (
        (
            "השומר הדליק ביום שישי בערב את הפנס על המזח הצפוני. משרד הנמל הודיע כי הוא ידלק כל החורף, כדי שהדייגים "
            "יוכלו לחזור הביתה בבטחה גם בלילה."
        ),
        ["windows-1255", "iso-8859-8"],
    ),
    "ar": (
        (
            "أشعل الحارس مساء الجمعة الفانوس على الرصيف الشمالي. وقال مكتب الميناء إنه سيبقى مضاء طوال الشتاء حتى "
            "يتمكن الصيادون من العودة إلى بيوتهم بأمان في الليل."
        ),
        ["windows-1256", "iso-8859-6"],
    ),
    "th": (
        (
            "ผู้ดูแลจุดโคมไฟบนเขื่อนด้านเหนือเมื่อเย็นวันศุกร์ สำนักงานท่าเรือกล่าวว่าโคมไฟจะสว่างตลอดฤดูหนาว "
            "เพื่อให้ชาวประมงกลับบ้านได้อย่างปลอดภัยในเวลากลางคืน"
        ),
        ["windows-874"],
    ),
    "ja": (
        (
            "金曜日の夕方、灯台守が北の防波堤の灯りをともした。港の事務所によると、漁師が夜も安全に帰れるように、"
            "この灯りは冬の間ずっと燃え続けるという。"
        ),
        ["shift_jis", "euc-jp", "iso-2022-jp"],
    ),
    "zh": (
        (
            "星期五晚上，守灯人点亮了北防波堤上的灯。港务局说，这盏灯将在整个冬天亮着，"
            "这样渔民在夜里也可以安全地回家。市长表示，他们还要在码头上安装一盏新灯。"
        ),
        ["gbk"],
    ),
    "zh-Hant": (
        (
            "星期五晚上，守燈人點亮了北防波堤上的燈。港務局說，這盞燈將在整個冬天亮著，"
            "這樣漁民在夜裡也可以安全地回家。市長表示，他們還要在碼頭上安裝一盞新燈。"
        ),
        ["big5"],
    ),
    "ko": (
        (
            "금요일 저녁 등대지기가 북쪽 방파제의 등불을 켰다. 항만 사무소는 어부들이 밤에도 안전하게 돌아올 수 "
            "있도록 이 등불이 겨울 내내 켜져 있을 것이라고 밝혔다."
        ),
        ["euc-kr"],
    ),
}
