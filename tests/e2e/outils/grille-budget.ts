import { expect, type Locator, type Page } from "@playwright/test";

/**
 * What a person does in the budget grid, and nothing of how it is made: cells by their name, « Lycée, Équipement, 2026 ».
 * When the grid changes, only this does.
 */

const ATTENTE = { timeout: process.env.RIGEL_E2E_DEV === "1" ? 90_000 : 30_000 };

/** « 2 000 001,50 » → 200000150; null: nothing there. */
export function lireCentimes(texte: string): number | null {
  const nu = texte.replace(/[^\d,]/g, "");
  return nu === "" ? null : Math.round(Number(nu.replace(",", ".")) * 100);
}

export class GrilleBudget {
  constructor(readonly page: Page) {}

  /** The name of a cell goes on with its amount: « …, 2026 : 8 000 000,00 ». */
  case = (nom: string): Locator => this.page.locator(`[role=gridcell][data-case="${nom}"]`);

  /** Cents on screen, of every cell of the grid at once. */
  toutLire(): Promise<Map<string, number | null>> {
    return this.page
      .locator("[role=gridcell][data-case]")
      .evaluateAll((cellules) => cellules.map((c) => [c.dataset.case ?? "", c.textContent ?? ""] as const))
      .then((lues) => new Map(lues.map(([nom, texte]) => [nom, lireCentimes(texte)])));
  }

  async lire(nom: string): Promise<number | null> {
    return lireCentimes((await this.case(nom).textContent()) ?? "");
  }

  voit = (nom: string, centimes: number | null) => expect.poll(() => this.lire(nom), ATTENTE).toBe(centimes);

  private async activer(nom: string): Promise<void> {
    await this.case(nom).click();
    await expect(this.case(nom)).toBeFocused();
  }

  /** `entre`: what happens once the cell is open, before anything is typed in it. */
  async taper(nom: string, euros: string, entre: () => Promise<void> = async () => {}): Promise<void> {
    await this.activer(nom);
    await this.page.keyboard.press("Enter");
    const champ = this.case(nom).getByRole("textbox");
    await expect(champ).toBeFocused();
    await entre();
    await champ.fill(euros);
    await champ.press("Enter");
    await expect(champ).toHaveCount(0);
  }

  /** A block copied from a spreadsheet, its first value going to this cell. */
  async coller(nom: string, bloc: readonly (readonly string[])[]): Promise<void> {
    await this.activer(nom);
    await this.case(nom).evaluate(
      (cellule, texte) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", texte);
        cellule.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      },
      bloc.map((ligne) => ligne.join("\t")).join("\n"),
    );
    const verification = this.page.getByRole("dialog", { name: "Vérifier avant de coller" });
    const avis = this.page.getByRole("status").filter({ hasText: /cases? collées?/ });
    await expect(verification.or(avis).first()).toBeVisible();
    if (await verification.isVisible()) await verification.getByRole("button", { name: /^Coller / }).click();
    await avis.getByRole("button", { name: "Fermer" }).click();
    await expect(avis).toHaveCount(0);
  }

  async ajouterLigne(partenaire: string, poste: string, libelle: string): Promise<void> {
    await this.page.getByRole("button", { name: "Ajouter une ligne", exact: true }).click();
    const dialogue = this.page.getByRole("dialog", { name: "Ajouter une ligne au budget" });
    await dialogue.getByLabel("Partenaire", { exact: true }).selectOption({ label: partenaire });
    await dialogue.getByLabel("Poste de dépense", { exact: true }).selectOption({ label: poste });
    await dialogue.getByLabel(/^Libellé/).fill(libelle);
    await dialogue.getByRole("button", { name: "Ajouter la ligne" }).click();
    await expect(dialogue).toHaveCount(0);
  }

  /** `ligne`: « Lycée, Équipement, tranche 1 ». */
  async retirerLigne(ligne: string): Promise<void> {
    await this.page.getByRole("button", { name: `Modifier la ligne ${ligne}`, exact: true }).click();
    const dialogue = this.page.getByRole("dialog", { name: "Modifier la ligne du budget" });
    await dialogue.getByRole("button", { name: "Retirer la ligne" }).click();
    await expect(dialogue).toHaveCount(0);
  }
}
