import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** WCAG 2.1 A and AA, on which the RGAA stands, and axe's own good practices. */
const ETIQUETTES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];

/**
 * Nothing found by axe. The title is awaited first: streamed metadata would otherwise give a false finding. A failure
 * says what and where, in one line per rule.
 */
export async function sansDefautAxe(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/Rigel/);
  // In the page itself, and writing down violations only: the same findings, seven times faster on a page of 400 rows. The
  // other way opens a second page for what frames of other origins hold, and Rigel has no frame.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .withTags(ETIQUETTES)
    .setLegacyMode(true)
    .analyze();
  const defauts = violations.map(
    ({ id, help, nodes }) => `${id} : ${help} → ${nodes.map((n) => n.target.join(" ")).join(" | ")}`,
  );
  expect(defauts, `axe sur ${page.url()}`).toEqual([]);
}
