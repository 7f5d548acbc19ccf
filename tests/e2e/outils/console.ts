import type { Page } from "@playwright/test";

/**
 * What the browser complains about from now on: script errors, refused resources, breaches of the content policy. A
 * page's own status (a 404 asked for on purpose) is not one of them.
 */
export function ecouterConsole(page: Page): () => string[] {
  const plaintes: string[] = [];
  page.on("console", (message) => {
    const { url } = message.location();
    if (message.type() === "error" && url !== page.url()) plaintes.push(`${message.text()} ${url}`);
  });
  page.on("pageerror", (erreur) => plaintes.push(erreur.message));
  return () => plaintes;
}
