"""Texts of Europe in the encodings that spreadsheet programs write them in: which one it is, their letters tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esgtui.alphabets import likeliest_encoding

CENTRAL = {
    "Czech": "Do roku 2030 snížíme emise skleníkových plynů o třetinu. Odpadní vodu čistíme přímo v závodech Škoda.",
    "Slovak": "Do roku 2030 znížime emisie o tretinu. Závody využívajú výlučne obnoviteľnú energiu a vodu čistíme.",
    "Polish": "Do 2030 roku zmniejszymy emisję o jedną trzecią. Zakłady korzystają wyłącznie z energii odnawialnej.",
    "Hungarian": "2030-ra harmadával csökkentjük kibocsátásunkat. Üzemeink megújuló energiát használnak, jövőre is.",
    "Croatian": "Do 2030. smanjit ćemo emisije za trećinu. Otpadne vode pročišćavamo na mjestu, društvo pomaže.",
    "Romanian": "Până în 2030 vom reduce emisiile de seră. Apele uzate sunt epurate la faţa locului, şi aşa va fi.",
}
WESTERN = {
    "German": "Bis 2030 senken wir den Ausstoß um ein Drittel. Überall nutzen unsere Werke grüne Energie – für Größe.",
    "French": "D’ici à 2030, nous réduirons nos émissions à effet de serre. Les eaux usées sont traitées même là.",
    "Spanish": "Para 2030 reduciremos las emisiones de la compañía. ¿Cómo? Nuestras fábricas y cada año más árboles.",
    "Portuguese": "Até 2030, reduziremos as emissões. As águas são tratadas; a organização apoia funcionários.",
    "Danish": "Inden 2030 sænker vi vores udledning på alle steder. Selskabet støtter ansatte og små leverandører.",
    "names": "Nestlé; Müller; Ørsted; Peñafiel; Åland; São Paulo; L’Oréal; “We cut” – Björn; Zürich; Crédit Agricole",
    "apostrophes": "The company’s goal is to cut the group’s waste. " * 30,
    "marks": "We will cut — as we said – our “emissions” by 2030, and our suppliers’ too.",
}
OTHERS = [
    (
        "cp1254",
        "2030 yılına kadar emisyonları azaltacağız. Fabrikalarımız yenilenebilir enerji kullanıyor, şirket büyük.",
    ),
    ("cp1257", "Iki 2030 metų trečdaliu sumažinsime dujų emisiją. Mūsų gamyklos naudoja atsinaujinančią energiją."),
    ("cp1257", "Līdz 2030. gadam samazināsim gāzu emisijas. Mūsu rūpnīcas izmanto atjaunojamo enerģiju."),
]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        *((encoding, text) for encoding in ("cp1250", "iso8859_2", "cp852") for text in CENTRAL.values()),
        *((encoding, text) for encoding in ("cp1252", "cp850", "mac_roman") for text in WESTERN.values()),
        *OTHERS,
    ],
)
def test_a_text_is_read_as_it_was_written(encoding: str, text: str) -> None:
    written = text.encode(encoding, "ignore")
    assert written.decode(likeliest_encoding(written), "replace") == written.decode(encoding)


@given(st.binary(max_size=200))
def test_whatever_the_bytes_are_some_encoding_is_likeliest(text: bytes) -> None:
    text.decode(likeliest_encoding(text), "replace")


def test_what_tells_nothing_is_western() -> None:
    assert [likeliest_encoding(text) for text in (b"", b"plain", "Nestlé".encode("cp1252"))] == ["cp1252"] * 3
