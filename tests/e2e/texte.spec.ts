import { expect, type Locator, type Page, test } from "@playwright/test";
import { lirePdf, tous } from "../outils/pdf/lecture";
import { sansDefautAxe } from "./outils/axe";
import { connecter } from "./outils/personnes";

/** Long answers: what is pasted from Word is clean, kept, counted, and in the PDF; no one needs to know any mark. */

const WORD = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0cm}</style></head><body lang=FR>
<h1>Diagnostic du bassin<o:p></o:p></h1>
<p class=MsoNormal onclick="alert(1)"><b><span style='font-size:11.0pt'>Constat</span></b> partagé.<script>window.pirate = 1</script><o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Soudeurs</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Usineurs</p>
<p><img src="file:///C:/clip_image001.png" onerror="window.pirate = 2"></p>
<table class=MsoTableGrid><tr><td><p>Lycée</p></td><td><p>Places</p></td></tr><tr><td><p>Alpha</p></td><td><p>24</p></td></tr></table>
</body></html>`;

const coller = (champ: Locator, html: string) =>
  champ.evaluate((noeud, donnees) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData("text/html", donnees);
    dataTransfer.setData("text/plain", "texte seul");
    noeud.dispatchEvent(new ClipboardEvent("paste", { clipboardData: dataTransfer, bubbles: true, cancelable: true }));
  }, html);

async function ouvrirDiagnostic(page: Page): Promise<string> {
  await connecter(page, "Alex Exemple");
  await page.goto("/dossiers/nouveau");
  await page.getByLabel("Région académique").selectOption({ label: "Auvergne-Rhône-Alpes" });
  await page.getByLabel(/dossier classique/).check({ force: true });
  await page.getByLabel(/^Filière principale/).selectOption({ label: "Décarbonation de l’industrie" });
  await page.getByRole("button", { name: "Créer le dossier" }).click();
  await expect(page).toHaveURL(/\/dossiers\/[0-9a-f-]{36}\//);
  const dossier = (/\/dossiers\/[0-9a-f-]{36}/.exec(page.url()) as RegExpExecArray)[0];
  await page.goto(`${dossier}/diagnostic`);
  await expect(page.locator('[data-section-prete="diagnostic"]')).toBeVisible();
  return dossier;
}

test("un texte collé de Word est propre, gardé, compté, et dans le PDF @mobile", async ({ page }) => {
  const dossier = await ouvrirDiagnostic(page);
  const champ = page.getByLabel("Ce que le diagnostic établit");
  await expect(champ).toHaveAttribute("contenteditable", "true");
  await champ.fill("Avant.");
  await expect(champ).toHaveText("Avant.");
  await champ.press("End");
  await champ.press("Enter");
  await coller(champ, WORD);

  await expect(champ.getByRole("heading", { name: "Diagnostic du bassin" })).toBeVisible();
  await expect(champ.locator("strong")).toHaveText("Constat");
  await expect(champ.getByRole("listitem")).toHaveText(["Soudeurs", "Usineurs"]);
  await expect(champ.getByRole("columnheader")).toHaveText(["Lycée", "Places"]);
  await expect(champ.locator("img, script, [style*=mso], [onclick]")).toHaveCount(0);
  await expect(page.getByText("Une image n’a pas été reprise")).toBeVisible();
  expect(await page.evaluate(() => "pirate" in window)).toBe(false);

  // Toolbar: arrows, pressed state, and Tab goes on to the text then out of it.
  const barre = page.getByRole("toolbar", { name: "Mise en forme" }).first();
  await barre.getByRole("button", { name: "Titre", exact: true }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(barre.getByRole("button", { name: "Sous-titre" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(champ).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(champ).not.toBeFocused();

  await expect(page.getByText(/Environ 0,\d page imprimée/)).toBeVisible();
  await sansDefautAxe(page);
  await expect(page.getByRole("status").filter({ hasText: /^Enregistré à/ })).toBeVisible();

  await page.reload();
  await expect(champ.getByRole("listitem")).toHaveText(["Soudeurs", "Usineurs"]);
  const fichier = await (await page.request.get(`/api/v1${dossier}`)).json();
  expect(fichier.reponses.diagnostic.texte).toBe(
    "Avant.\n\n## Diagnostic du bassin\n\n**Constat** partagé.\n\n- Soudeurs\n- Usineurs\n\n| Lycée | Places |\n| --- | --- |\n| Alpha | 24 |",
  );
  const pdf = await lirePdf(new Uint8Array(await (await page.request.get(`${dossier}/apercu.pdf`)).body()));
  expect(tous(pdf.racine, "H4").map((n) => n.texte)).toContain("Diagnostic du bassin");
  expect(tous(pdf.racine, "TD").map((n) => n.texte)).toContain("24");
});

test("ce qui est tapé avant que l’éditeur n’arrive, ou sans lui, n’est pas perdu", async ({ page }) => {
  await page.route(/editeur|prosemirror/i, (route) => route.abort());
  await ouvrirDiagnostic(page);
  const champ = page.getByLabel("Besoins économiques identifiés");
  await champ.fill("Un texte simple, avec 2 * 3 et <b>.");
  await expect(page.getByRole("status").filter({ hasText: /^Enregistré à/ })).toBeVisible();
  await page.unroute(/editeur|prosemirror/i);
  await page.reload();
  await expect(champ).toHaveAttribute("contenteditable", "true");
  await expect(champ).toHaveText("Un texte simple, avec 2 * 3 et <b>.");
});
