"""A short text in each of the site's languages, for tests of printed PDFs.

The court, its cases and the people are invented.
"""

NUMBER = "（2022）粤0192民初6486号"

TEXTS = {
    "en": (
        "The court of the river town opened in spring. In its first year "
        "it accepted 113 cases; 95 of them were brought against companies. "
        "“We decide quickly,” says judge Zhao."
    ),
    "ar": (
        "فتحت محكمة المدينة الواقعة على النهر أبوابها في الربيع. وقبلت "
        "في سنتها الأولى 113 قضية، منها 95 قضية مرفوعة على شركات. وتقول "
        "القاضية Zhao: «نحكم بسرعة»."
    ),
    "zh-hans": (
        "河边小城的法院在春天成立。第一年受理113件案件，其中95件的被告是"
        "公司。法官赵某说：“我们审理得很快。”"
    ),
    "nl": (
        "De rechtbank van de stad aan de rivier opende in het voorjaar. "
        "In het eerste jaar nam zij 113 zaken aan; 95 daarvan waren gericht "
        "tegen ondernemingen. „Wij beslissen snel”, zegt rechter Zhao."
    ),
    "fr": (
        "Le tribunal de la ville au bord du fleuve a ouvert au printemps. "
        "La première année, il a reçu 113 affaires\u202f; 95 visaient des sociétés. "
        "«\u202fNous jugeons vite\u202f», dit la juge Zhao."
    ),
    "de": (
        "Das Gericht der Stadt am Fluss wurde im Frühjahr eröffnet. Im "
        "ersten Jahr nahm es 113 Fälle an; 95 davon richteten sich gegen "
        "Gesellschaften. „Wir entscheiden zügig“, sagt Richterin Zhao."
    ),
    "hi": (
        "नदी किनारे के शहर का न्यायालय वसंत में खुला। पहले वर्ष में उसने "
        "113 मामले स्वीकार किए; उनमें से 95 कंपनियों के विरुद्ध थे। न्यायाधीश "
        "Zhao कहती हैं, “हम शीघ्र निर्णय करते हैं।”"
    ),
    "it": (
        "Il tribunale della città sul fiume ha aperto in primavera. Nel "
        "primo anno ha accolto 113 cause; 95 erano contro società. «Decidiamo "
        "presto», dice la giudice Zhao, perché così è più giusto."
    ),
    "ja": (
        "川辺の町の裁判所は春に開かれた。最初の年に受理した事件は113件で"
        "、そのうち95件は会社を相手とする。「私たちは早く判断します」と"
        "Zhao裁判官は語る。"
    ),
    "ko": (
        "강가 도시의 법원은 봄에 문을 열었다. 첫해에 113건을 접수하였고"
        ", 그 가운데 95건은 회사를 상대로 한 것이었다. Zhao 판사는 “우리"
        "는 빨리 판단한다”고 말한다."
    ),
    "pt": (
        "O tribunal da cidade junto ao rio abriu na primavera. No primeiro "
        "ano aceitou 113 processos; 95 eram contra empresas. «Decidimos "
        "depressa», diz a juíza Zhao, «com atenção às razões»."
    ),
    "ru": (
        "Суд города у реки открылся весной. За первый год он принял 113 "
        "дел; 95 из них возбуждены против компаний. «Мы решаем быстро», "
        "— говорит судья Zhao."
    ),
    "es": (
        "El tribunal de la ciudad junto al río abrió en primavera. En su "
        "primer año admitió 113 asuntos; 95 eran contra empresas. «Resolvemos "
        "pronto», dice la jueza Zhao. ¿Será así también mañana?"
    ),
    "sv": (
        "Domstolen i staden vid floden öppnade på våren. Under det första "
        "året tog den upp 113 mål; 95 av dem gällde bolag. ”Vi dömer snabbt”, "
        "säger domaren Zhao."
    ),
    "he": (
        "בית המשפט של העיר שעל הנהר נפתח באביב. בשנתו הראשונה קיבל 113 "
        "תיקים, ו-95 מהם הוגשו נגד חברות. „אנחנו פוסקים מהר”, אומרת השופטת "
        "Zhao."
    ),
    "id": (
        "Pengadilan kota di tepi sungai dibuka pada musim semi. Pada tahun "
        "pertama ia menerima 113 perkara; 95 di antaranya diajukan terhadap "
        "perusahaan. “Kami memutus dengan cepat,” kata hakim Zhao."
    ),
    "vi": (
        "Tòa án của thành phố bên sông mở cửa vào mùa xuân. Trong năm đầu, "
        "tòa thụ lý 113 vụ; 95 vụ trong số đó kiện các công ty. “Chúng "
        "tôi quyết định nhanh”, thẩm phán Zhao nói."
    ),
    "th": (
        "ศาลของเมืองริมแม่น้ำเปิดทำการในฤดูใบไม้ผลิ ในปีแรกศาลรับคดี 113 "
        "คดี โดย 95 คดีฟ้องบริษัท ผู้พิพากษา Zhao กล่าวว่า “เราตัดสินอย่างรวดเร็ว”"
    ),
    "tr": (
        "Nehir kıyısındaki kentin mahkemesi ilkbaharda açıldı. İlk yılında "
        "113 dava kabul etti; bunların 95’i şirketlere karşıydı. Yargıç "
        "Zhao, “Çabuk karar veririz” diyor."
    ),
    "ms": (
        "Mahkamah bandar di tepi sungai dibuka pada musim bunga. Pada tahun "
        "pertama ia menerima 113 kes; 95 daripadanya terhadap syarikat. "
        "“Kami memutuskan dengan cepat,” kata hakim Zhao."
    ),
}
