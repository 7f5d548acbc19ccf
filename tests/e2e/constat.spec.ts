import { expect, test } from "@playwright/test";
import { sansDefautAxe } from "./outils/axe";
import { connecter } from "./outils/personnes";

/** The établissement tells what it opened: pasted, corrected, saved, met with a colleague's row; then the région reads it. */

test("l’établissement colle son constat, corrige, enregistre, et ne recouvre pas un collègue", async ({
  page,
  context,
}) => {
  test.setTimeout(120_000);
  await connecter(page, "Andréa Exemple");
  await page.goto("/carte/constat?rentree=2026");
  const places = (demande: string) =>
    page.getByRole("textbox", { name: `Places ouvertes, voie scolaire, demande ${demande}` });
  const premiere = page.getByRole("textbox", { name: /^Places ouvertes, voie scolaire/ }).first();
  await expect(premiere).toBeVisible();
  const numeros = (await page.getByRole("rowheader").allTextContents()).map((t) => /demande (\w+)/.exec(t)?.[1] ?? "");
  const [un = "", deux = ""] = numeros;

  await test.step("un bloc de tableur trouve ses lignes par les numéros", async () => {
    // A letter in a figure, and a number that is not of this établissement.
    const bloc = `Demande\tPlaces\tColorées\n${deux}\t7\t0\n${un}\tdouze\t0\nAILLEURS\t4\t0`;
    await premiere.evaluate((champ, texte) => {
      const donnees = new DataTransfer();
      donnees.setData("text/plain", texte);
      champ.dispatchEvent(new ClipboardEvent("paste", { clipboardData: donnees, bubbles: true, cancelable: true }));
    }, bloc);
    await expect(places(deux)).toHaveValue("7");
    await expect(page.getByText(/pas trouvé de case.*4 \(demande AILLEURS\)/)).toBeVisible();
  });

  await test.step("une faute se dit à sa case, qui prend le focus ; rien n’est parti", async () => {
    await page.getByRole("button", { name: "Enregistrer" }).click();
    await expect(places(un)).toBeFocused();
    await expect(places(un)).toHaveAttribute("aria-invalid", "true");
    await sansDefautAxe(page);
  });

  await test.step("rechargée avant d’être enregistrée, la page rend ce qui était saisi", async () => {
    await places(un).fill("12");
    page.once("dialog", (d) => void d.accept());
    await page.reload();
    await expect(page.getByText(/Ce que vous aviez saisi/)).toBeVisible();
    await expect(places(un)).toHaveValue("12");
  });

  // Opened before the save: what it shows of the first row is soon an older one.
  const autre = await context.newPage();
  await autre.goto("/carte/constat?rentree=2026");
  const chezLAutre = autre.getByRole("textbox", { name: `Places ouvertes, voie scolaire, demande ${un}` });
  await expect(chezLAutre).toBeVisible();

  await page.getByRole("combobox", { name: `Motif de l’écart, demande ${deux}` }).selectOption("Poste non pourvu");
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await expect(page.getByText(/^2.lignes enregistrées\./)).toBeVisible();
  await expect(page.getByText("Tout est enregistré.")).toBeVisible();

  await test.step("la seconde page ne recouvre rien : elle choisit", async () => {
    await autre.bringToFront();
    await chezLAutre.fill("3");
    await autre.getByRole("button", { name: "Enregistrer" }).click();
    await expect(autre.getByText(/a enregistré entre-temps.: 12 voie scolaire/)).toBeVisible();
    await autre.getByRole("button", { name: /^Garder ma saisie/ }).click();
    await autre.getByRole("button", { name: "Enregistrer" }).click();
    await expect(autre.getByText(/^1.ligne enregistrée\./)).toBeVisible();
  });

  await test.step("la région lit le constat, sans pouvoir l’écrire", async () => {
    await autre.close();
    await connecter(page, "Morgan Exemple");
    await page.goto("/carte/constat?rentree=2026&uai=0699999U");
    await expect(page.getByText("Poste non pourvu")).toBeVisible();
    await expect(page.getByRole("button", { name: "Enregistrer" })).toHaveCount(0);
  });
});
