// @vitest-environment jsdom
import { describe, expect, test } from "vitest";
import { couper, lireApport } from "@/components/dossier/texte/collage/lire-collage";
import { lireHtml } from "@/components/dossier/texte/collage/lire-html";
import { ecrireTexte } from "@/lib/domain/texte-riche/ecrire";

const coller = (html: string) => {
  const { blocs, avis } = lireHtml(html);
  return { texte: ecrireTexte(blocs), avis };
};

/** As Word puts it on the clipboard. */
const WORD = `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><link rel=File-List href="file:///C:/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-parent:""; margin:0cm} @list l0:level1 {mso-level-number-format:bullet} --></style></head>
<body lang=FR style='tab-interval:35.4pt'><!--StartFragment-->
<h1><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span>Diagnostic du territoire<o:p></o:p></h1>
<p class=MsoNormal><b><span style='font-size:11.0pt;line-height:107%'>Le bassin<o:p></o:p></span></b><span
style='font-size:11.0pt'> compte 9&nbsp;500 <i>emplois</i><a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1" title=""><span class=MsoFootnoteReference><span style='mso-special-character:footnote'>[1]</span></span></a> à
pourvoir.<del cite="mailto:x" datetime="2026-01-01T10:00">Passage supprimé</del><ins> Ajout.</ins></span><o:p></o:p></p>
<h2>Besoins</h2>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Soudeurs<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>niveau <b>4</b><o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Usineurs<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>Premier</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp; </span></span><![endif]>Second</p>
<p class=MsoNormal><!--[if gte vml 1]><v:shape id="i1"><v:imagedata src="file:///C:/clip_image001.png"/></v:shape><![endif]--><![if !vml]><img width=604 height=340 src="file:///C:/clip_image001.png" v:shapes="i1"><![endif]><o:p></o:p></p>
<table class=MsoTableGrid border=1 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
 <tr style='mso-yfti-irow:0'><td width=201 rowspan=1><p class=MsoNormal><b>Lycée</b><o:p></o:p></p></td><td colspan=2><p class=MsoNormal><b>Places</b></p></td></tr>
 <tr><td rowspan=2><p class=MsoNormal>Alpha | Bêta</p></td><td><p class=MsoNormal>2025</p></td><td><p>12</p><p>dont 4 filles</p></td></tr>
 <tr><td><p class=MsoNormal>2026</p></td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr>
</table>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<!--EndFragment-->
<div style='mso-element:footnote-list'><hr><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1">[1]</a> Source INSEE.</p></div></div>
<div style='mso-element:comment-list'><div style='mso-element:comment'><p>Commentaire secret</p></div></div>
</body></html>`;

test("un document Word garde titres, listes, tableau et marques, sans rien d’autre", () => {
  const { texte, avis } = coller(WORD);
  expect(texte).toBe(
    [
      "## 1. Diagnostic du territoire",
      "**Le bassin** compte 9\u00a0500 *emplois* à pourvoir. Ajout.",
      "### Besoins",
      "- Soudeurs\n  - niveau **4**\n- Usineurs",
      "1. Premier\n2. Second",
      "| **Lycée** | **Places** |  |\n| --- | --- | --- |\n| Alpha \\| Bêta | 2025 | 12\u202f; dont 4 filles |\n| Alpha \\| Bêta | 2026 | a\u202f; b |",
    ].join("\n\n"),
  );
  expect(new Set(avis)).toEqual(new Set(["notes", "suppressions", "image", "fusion", "imbrique"]));
});

test("Google Docs : le <b> qui enveloppe tout n’est pas du gras, les listes imbriquées le restent", () => {
  const { texte, avis } = coller(
    `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"><span style="font-weight:400">Titre</span></h2><p dir="ltr"><span style="font-weight:700">Gras</span><span style="font-style:italic"> penché</span> et <a href="https://exemple.invalid/a"><span style="text-decoration:underline">lien</span></a><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> m<sup>2</sup></p><ul><li dir="ltr" aria-level="1"><p role="presentation"><span>un</span></p></li><ul><li aria-level="2"><p>sous</p></li></ul><li><p>deux</p></li></ul><br><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a> note</p></div></b>`,
  );
  expect(texte).toBe("## Titre\n\n**Gras** *penché* et [lien](https://exemple.invalid/a) m²\n\n- un\n  - sous\n- deux");
  expect(avis).toEqual(["notes"]);
});

test("LibreOffice : en-têtes de tableau, notes, retours à la ligne du source", () => {
  const { texte, avis } = coller(
    `<html><head><meta name="generator" content="LibreOffice 7.4"/></head><body lang="fr-FR"><h3 class="western">Contexte</h3><p style="line-height: 100%">Ligne une<br/>\nligne\ndeux<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p><table><thead><tr><th><p>A</p></th><th><p><b>B</b></p></th></tr></thead><tbody><tr><td>1</td><td><ul><li>x</li><li>y</li></ul></td></tr></tbody></table><div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" href="#sdfootnote1anc">1</a>Note</p></div></body></html>`,
  );
  expect(texte).toBe("## Contexte\n\nLigne une\nligne deux\n\n| A | B |\n| --- | --- |\n| 1 | x\u202f; y |");
  expect(avis).toEqual(["notes"]);
});

describe("ce qui est hostile ne passe pas", () => {
  test.each([
    ["script", "<p>a<script>alert(1)</script>b</p>", "ab"],
    ["onerror", '<p>a<img src=x onerror="alert(1)">b</p>', "ab"],
    ["lien javascript", '<a href="javascript:alert(1)">x</a>', "x"],
    ["lien javascript déguisé", '<a href=" java\nscript:alert(1)">x</a>', "x"],
    ["lien data", '<a href="data:text/html,<script>1</script>">x</a>', "x"],
    ["lien file", '<a href="file:///C:/secret.docx">x</a>', "x"],
    ["svg", "<svg onload=alert(1)><text>x</text></svg><p>y</p>", "y"],
    ["iframe", '<iframe srcdoc="<p>x</p>"></iframe>z', "z"],
    ["style", "<style>*{color:red}</style><p style='position:fixed'>x</p>", "x"],
    ["caché", '<p>a<span style="display: none">mot caché</span></p>', "a"],
    [
      "texte qui imite du balisage",
      "<p>&lt;img src=x onerror=alert(1)&gt; *a* - b</p>",
      "<img src=x onerror=alert(1)> \\*a\\* - b",
    ],
    ["imite un lien", "<p>[x](https://a.invalid)</p>", "\\[x](https://a.invalid)"],
    ["imite une liste", "<p>- a</p><p>## b</p>", "\\- a\n\n\\## b"],
  ])("%s", (_, html, attendu) => {
    expect(coller(html).texte).toBe(attendu);
  });

  test("des milliers d’éléments emboîtés", () => {
    const { texte } = coller(`${"<span>".repeat(1_500)}fond${"</span>".repeat(1_500)}`);
    expect(texte).toBe("fond");
  });

  test("1 Mo de soupe de span", () => {
    const soupe = `<p>${'<span style="font-size:11.0pt;mso-bidi-font-size:12pt"><span lang=FR>mot </span></span>'.repeat(12_000)}</p>`;
    expect(soupe.length).toBeGreaterThan(1_000_000);
    const { blocs } = lireHtml(soupe);
    const { blocs: gardes, coupe } = couper(blocs, 20_000);
    expect(coupe).toBe(true);
    expect(ecrireTexte(gardes).length).toBeLessThanOrEqual(20_000);
    expect(ecrireTexte(gardes).length).toBeGreaterThan(15_000);
  });

  test("un tableau qui prétend couvrir un million de cases", () => {
    const { texte, avis } = coller(
      '<table><tr><td colspan="1000000" rowspan="1000000">a</td></tr><tr><td>b</td></tr><tr><td>c</td></tr></table>',
    );
    expect(texte.length).toBeLessThan(2_000);
    expect(avis).toContain("grand_tableau");
  });
});

test("une capture d’écran seule est renvoyée vers les annexes", () => {
  expect(lireApport({ html: "", texte: "", images: [new File(["x"], "image.png", { type: "image/png" })] })).toEqual({
    blocs: [],
    avis: ["image"],
  });
});

test("couper garde des blocs entiers et le début du suivant", () => {
  const { blocs } = lireHtml("<h1>T</h1><ul><li>un</li><li>deux</li><li>trois</li></ul>");
  const { blocs: gardes } = couper(blocs, 22);
  expect(ecrireTexte(gardes)).toBe("## T\n\n- un");
});
