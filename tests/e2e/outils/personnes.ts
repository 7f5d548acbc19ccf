import type { APIRequestContext, PlaywrightWorkerArgs } from "@playwright/test";

/** Someone signed in, without a browser: a request context with their cookie. */
export async function entrer(
  playwright: PlaywrightWorkerArgs["playwright"],
  baseURL: string,
  persona: string | null,
): Promise<APIRequestContext> {
  const contexte = await playwright.request.newContext({ baseURL });
  if (persona === null) return contexte;
  const html = await (await contexte.get("/connexion")).text();
  // The form of a persona: its hidden action, then its code.
  const action = html
    .split("<form")
    .filter((formulaire) => formulaire.includes(`name="persona"`))
    .map((formulaire) => /name="(\$ACTION_ID_[0-9a-f]+)"/.exec(formulaire)?.[1])
    .find((nom) => nom !== undefined);
  const reponse = await contexte.post("/connexion", {
    multipart: { [action ?? "aucune action"]: "", persona, retour: "/regles" },
    headers: { origin: baseURL },
    maxRedirects: 0,
  });
  if (!/session=/.test(reponse.headers()["set-cookie"] ?? "")) throw new Error(`${persona} n’a pas pu se connecter`);
  return contexte;
}
