import type { APIRequestContext, Page, PlaywrightWorkerArgs } from "@playwright/test";
import personas from "../../../prisma/reference/personas.json" with { type: "json" };

/** Opens a session with the cookies of this context: the form of a persona, sent as the page would. */
async function ouvrirSession(contexte: APIRequestContext, persona: string): Promise<void> {
  const lue = await contexte.get("/connexion");
  // The form of a persona: its hidden action, then its code.
  const action = (await lue.text())
    .split("<form")
    .filter((formulaire) => formulaire.includes(`name="persona"`))
    .map((formulaire) => /name="(\$ACTION_ID_[0-9a-f]+)"/.exec(formulaire)?.[1])
    .find((nom) => nom !== undefined);
  const reponse = await contexte.post("/connexion", {
    multipart: { [action ?? "aucune action"]: "", persona, retour: "/regles" },
    headers: { origin: new URL(lue.url()).origin },
    maxRedirects: 0,
  });
  if (!/session=/.test(reponse.headers()["set-cookie"] ?? "")) throw new Error(`${persona} n’a pas pu se connecter`);
}

/**
 * Someone signed in where this page lives, « Alex Exemple », without drawing the two pages it takes: connexion.spec.ts and
 * parcours-demo.spec.ts draw them. The page itself goes nowhere.
 */
export async function connecter(page: Page, nom: string): Promise<void> {
  const persona = personas.find((p) => `${p.prenom} ${p.nom}` === nom);
  if (persona === undefined) throw new Error(`Personne ne s’appelle ${nom} dans la démonstration`);
  await page.context().clearCookies();
  await ouvrirSession(page.request, persona.code);
}

/** Someone signed in, without a browser: a request context with their cookie. */
export async function entrer(
  playwright: PlaywrightWorkerArgs["playwright"],
  baseURL: string,
  persona: string | null,
): Promise<APIRequestContext> {
  const contexte = await playwright.request.newContext({ baseURL });
  if (persona === null) return contexte;
  await ouvrirSession(contexte, persona);
  return contexte;
}
