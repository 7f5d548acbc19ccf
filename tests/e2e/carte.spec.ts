import { expect, type Page, test } from "@playwright/test";
import { uaiExemple } from "@/prisma/seed/consortium";
import { csvOrion, rangeeOrion } from "../outils/export-orion";
import { connecter } from "./outils/personnes";

/**
 * The journey of the carte: an export of Orion goes in, the région reads its rate by each method, opens the rows behind it, and
 * ties three of them to its funded project.
 */

const RENTREE = 2026;
const REGION = `/carte/regions/01?rentree=${RENTREE}`;
const LIEES = ["ESSAI001", "ESSAI002", "ESSAI003"] as const;
const TRANSFERT = "ESSAI004";

const cma = { amiCma: true, amiCmaValide: true, amiCmaValideAnnee: "2024", rentreeScolaire: RENTREE };
const bacPro = { cfd: "40025303", libelleFormation: "Aéronautique option Système" };
const cap = {
  ...{ cfd: "50025306", libelleFormation: "Aéronautique option systèmes", libelleNiveauDiplome: "CAP" },
  ...{ codeDispositif: "241", libelleDispositif: "CAP EN 2 ANS" },
};
const lycee = (rang: number) => ({ uai: uaiExemple("069", rang), libelleEtablissement: 'Lycée "B" (exemple)' });

/** Three openings, 45 places, at the lycées of the project; the transfert of note 135, 5 places, at another one. */
const EXPORT = csvOrion([
  rangeeOrion({ ...cma, ...bacPro, ...lycee(2), numero: LIEES[0], capaciteScolaire: 12 }),
  rangeeOrion({ ...cma, ...bacPro, ...lycee(3), numero: LIEES[1], capaciteScolaire: 15 }),
  rangeeOrion({ ...cma, ...cap, ...lycee(3), numero: LIEES[2], capaciteScolaire: 18 }),
  rangeeOrion({
    ...{ numero: TRANSFERT, rentreeScolaire: RENTREE, uai: uaiExemple("074", 1), typeDemande: "Transfert" },
    ...{ capaciteScolaireActuelle: 24, capaciteScolaire: 19, capaciteApprentissage: 5 },
    ...{ codeAcademie: "08", libelleAcademie: "Grenoble", codeDepartement: "074", libelleDepartement: "Haute-Savoie" },
  }),
]);

const nombre = (texte: string | null): number => Number((texte ?? "").split(",")[0]?.replace(/\D/g, ""));

/** Places of the validated demands, by each method. */
async function placesValidees(page: Page): Promise<Record<string, number>> {
  await page.goto(REGION);
  const lues: Record<string, number> = {};
  for (const methode of ["orion-2023", "orion-2024", "orion-2025", "igesr"]) {
    const lien = page.getByRole("link", { name: new RegExp(`places?\\s*, ${methode}, validé`) });
    lues[methode] = nombre(await lien.textContent());
  }
  return lues;
}

test("un export d’Orion entre, la région lit ses taux, ouvre les lignes et en rattache trois à son projet financé", async ({
  page,
}) => {
  test.setTimeout(120_000);
  await connecter(page, "Morgan Exemple");
  const avant = await placesValidees(page);

  await test.step("l’export est lu et comparé, puis appliqué", async () => {
    await page.goto("/carte/imports");
    await page.getByLabel("Fichier CSV ou XLSX").setInputFiles({
      ...{ name: "restitution.csv", mimeType: "text/csv" },
      buffer: Buffer.from(EXPORT, "utf8"),
    });
    await page.getByRole("button", { name: "Lire et comparer" }).click();
    await expect(page.getByRole("row", { name: /^Seront créées 4$/ })).toBeVisible({ timeout: 30_000 });
    await page.getByRole("button", { name: "Appliquer cet import" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Appliquer", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name: /appliqué/ })).toBeVisible({ timeout: 30_000 });
  });

  const apres =
    await test.step("chaque méthode compte l’ouverture de 45 places, et le transfert à sa façon", async () => {
      const lues = await placesValidees(page);
      const ecarts = Object.fromEntries(Object.entries(lues).map(([m, n]) => [m, n - (avant[m] ?? 0)]));
      // Note 135: 5 places moved are counted as 10 by Orion, as none by the IGÉSR.
      expect(ecarts).toEqual({ "orion-2023": 55, "orion-2024": 55, "orion-2025": 55, igesr: 45 });
      await expect(page.getByText(/L’objectif de 6/).first()).toBeVisible();
      return lues;
    });

  await test.step("le chiffre s’ouvre sur ses lignes, dont le total est le chiffre", async () => {
    await page.getByRole("link", { name: /places?\s*, igesr, validé/ }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Demandes de la carte" })).toBeVisible();
    await expect(page.locator(".fr-callout")).toContainText(new RegExp(`^\\s*${apres.igesr}\\s+places`));
    await page.goto(`${page.url()}&q=ESSAI`);
    const lignes = page.getByRole("table", { name: /Demandes de la carte/ }).getByRole("row");
    await expect(lignes.filter({ hasText: /Demande ESSAI/ })).toHaveCount(3);
    await expect(lignes.filter({ hasText: TRANSFERT })).toHaveCount(0);
  });

  await test.step("trois demandes proposées sont rattachées d’un coup au projet, puis une est détachée et reprise", async () => {
    await page.goto("/dossiers?recherche=Orimob");
    await page.getByRole("main").getByRole("link", { name: "Orimob Académie", exact: true }).click();
    await page.getByRole("main").getByRole("link", { name: "Carte des formations" }).click();
    await expect(page.getByRole("heading", { level: 2, name: "Carte des formations" })).toBeVisible();
    for (const numero of LIEES) await page.locator(`label[for="choix-${numero}"]`).click();
    await page.getByRole("button", { name: "Rattacher les demandes choisies (3)" }).click();
    await expect(page.getByText("3 demandes rattachées au dossier.")).toBeVisible();
    const rattachees = page.getByRole("list", { name: /^Demandes rattachées/ }).getByRole("listitem");
    for (const numero of LIEES) await expect(rattachees.filter({ hasText: numero })).toHaveCount(1);

    await rattachees
      .filter({ hasText: LIEES[0] })
      .getByRole("button", { name: /^Détacher/ })
      .click();
    await expect(rattachees.filter({ hasText: LIEES[0] })).toHaveCount(0);
    await page.getByRole("button", { name: "Annuler", exact: true }).click();
    await expect(rattachees.filter({ hasText: LIEES[0] })).toHaveCount(1);
  });

  await test.step("la région voit ce que le projet apporte, et la section Transformations ce qui lui est rattaché", async () => {
    await page
      .getByRole("link", { name: /Transformations de la carte/ })
      .first()
      .click();
    const rattachees = page.getByRole("table", { name: "Demandes de la carte rattachées au dossier" });
    await expect(rattachees.getByRole("row").filter({ hasText: LIEES[2] })).toContainText("0 → 18");
    await page.goto(REGION);
    // One demand of 24 places was tied before.
    await expect(page.getByRole("link", { name: /^69\s*, places, Orimob Académie, validé/ })).toBeVisible();
  });
});
