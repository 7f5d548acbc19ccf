import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type APIRequestContext, type APIResponse, expect, test } from "@playwright/test";
import { ecouterConsole } from "./outils/console";
import { adresseDe, dossiersVus, pieceDe } from "./outils/monde";
import { entrer } from "./outils/personnes";
import { ROUTES, type Route } from "./outils/routes";

/** Headers, cross-site requests and redirections over every address of app/, without a browser but for the last test. */

const AILLEURS = "https://evil.example";

let base: string;
let equipe: APIRequestContext;
let administrateur: APIRequestContext;
let dehors: APIRequestContext;
let valeurs: Record<string, string>;
/** Origin of the tests' ProConnect: the one other place where a form or a redirection may lead. */
let fournisseur: string;

test.beforeAll(async ({ playwright }, { project }) => {
  base = project.use.baseURL ?? "";
  const fiche = path.join(tmpdir(), `rigel-e2e-${new URL(base).port}.json`);
  fournisseur = new URL(JSON.parse(readFileSync(fiche, "utf8")).PROCONNECT_ISSUER).origin;
  equipe = await entrer(playwright, base, "equipe_projet");
  administrateur = await entrer(playwright, base, "administrateur");
  dehors = await entrer(playwright, base, null);
  const vus = await dossiersVus(equipe);
  let id = vus[0] ?? "";
  let piece: string | null = null;
  for (const vu of vus) {
    piece = await pieceDe(equipe, vu);
    if (piece === null) continue;
    id = vu;
    break;
  }
  valeurs = { id, dossier: id, numero: "1", jeton: "jeton", nextauth: "session" };
  valeurs.piece = piece ?? "aucune";
});
test.afterAll(() => Promise.all([equipe, administrateur, dehors].map((c) => c?.dispose())));

const adresse = ({ motif }: Route): string =>
  adresseDe(motif, motif.startsWith("/api/v1/pieces/") ? { id: valeurs.piece ?? "" } : valeurs);

const CONSTANTS = {
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "strict-origin-when-cross-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};
/** What a fault of ours would show. */
const FUITES = /node_modules|webpack-internal|\/work\/|at async |PrismaClient|ECONNREFUSED|"stack":/;

async function fautes(ou: string, reponse: APIResponse): Promise<string[]> {
  const enTetes = reponse.headers();
  const trouvees: string[] = [];
  const exiger = (condition: boolean, faute: string) => void (condition || trouvees.push(`${ou} : ${faute}`));
  for (const [nom, valeur] of Object.entries(CONSTANTS)) exiger(enTetes[nom] === valeur, `${nom} = ${enTetes[nom]}`);
  exiger(/camera=\(\)/.test(enTetes["permissions-policy"] ?? ""), "sans Permissions-Policy");
  exiger(enTetes["x-powered-by"] === undefined && enTetes.server === undefined, "dit par quoi il est servi");
  exiger(/no-store|private/.test(enTetes["cache-control"] ?? ""), `Cache-Control ${enTetes["cache-control"]}`);
  exiger(reponse.status() < 500 || reponse.status() === 503, `statut ${reponse.status()}`);
  const politique = enTetes["content-security-policy"] ?? "";
  exiger(politique.includes("frame-ancestors 'none'"), "peut être mis dans un cadre");
  // Signing out posts a form that ends at ProConnect.
  const ailleurs = politique.replace(`form-action 'self' ${fournisseur};`, "form-action 'self';");
  exiger(!/script-src[^;]*unsafe|\*|https?:/.test(ailleurs), `politique trop large : ${politique}`);
  if (!(enTetes["content-type"] ?? "").startsWith("text/html")) {
    exiger(
      /script-src 'none'|default-src 'none'/.test(politique) || politique.includes("nonce-"),
      "fichier sans politique",
    );
    return trouvees;
  }
  const html = await reponse.text();
  exiger(!FUITES.test(html), `fuite : ${FUITES.exec(html)?.[0]}`);
  // A page that says a file is not there: nothing runs in it at all.
  if (/script-src 'none'|default-src 'none'/.test(politique)) return trouvees;
  const nonce = /script-src 'self' 'nonce-([^']{24})' 'strict-dynamic'/.exec(politique)?.[1];
  exiger(nonce !== undefined, "page sans jeton");
  exiger(!politique.includes("unsafe"), "politique qui admet unsafe");
  const balises = html.match(/<script\b[^>]*>/g) ?? [];
  exiger(
    balises.every((b) => b.includes(`nonce="${nonce}"`)),
    "script sans le jeton",
  );
  exiger(
    !/<[a-z][^>]*\s(?:on[a-z]+|style)=["']/i.test(html.replace(/<script[\s\S]*?<\/script>/g, "")),
    "code ou style dans une balise",
  );
  return trouvees;
}

test("toutes les pages, routes et erreurs portent les en-têtes de sécurité et ne disent rien du dedans", async () => {
  test.slow();
  const adresses = [
    ...ROUTES.filter((r) => r.methodes.includes("GET")).map(adresse),
    "/page-inconnue",
    "/api/inconnue",
    "/dossiers/pas-un-identifiant/identite",
    "/dossiers/%00/identite",
    "/dossiers/..%2f..%2fetc%2fpasswd/identite",
    "/api/v1/dossiers.csv?tri=%27%22%3Cscript%3E",
  ];
  const trouvees: string[] = [];
  // Each asked by who has something to see there; a few, and every page of the public part, by a passer-by too.
  const duService =
    /^\/(administration|habilitations|api\/v1\/(journal|utilisateurs|habilitations|referentiels|regimes))/;
  const ouvertes = /^\/(connexion|accessibilite|donnees|mentions|plan|regles|invitations|page-|api\/|dossiers$|$)/;
  for (const chemin of adresses) {
    const [nom, qui] = duService.test(chemin)
      ? (["administrateur", administrateur] as const)
      : (["equipe", equipe] as const);
    trouvees.push(...(await fautes(`${nom} ${chemin}`, await qui.get(chemin, { maxRedirects: 0 }))));
    if (ouvertes.test(chemin))
      trouvees.push(...(await fautes(`dehors ${chemin}`, await dehors.get(chemin, { maxRedirects: 0 }))));
  }
  // Refused: the 403 page is a page too.
  trouvees.push(...(await fautes("refus", await administrateur.get("/dossiers/nouveau"))));
  expect(trouvees).toEqual([]);
});

test("les fichiers publics et ceux de la construction ne se devinent pas d’un autre type", async () => {
  const html = await (await dehors.get("/")).text();
  const script = /\/_next\/static\/[^"\\]+\.js/.exec(html)?.[0] ?? "";
  const feuille = /\/_next\/static\/[^"\\]+\.css/.exec(html)?.[0] ?? "";
  for (const chemin of [script, feuille, "/schemas/rigel-dossier-1.json"]) {
    const reponse = await dehors.get(chemin);
    expect(reponse.status(), chemin).toBe(200);
    expect(reponse.headers(), chemin).toMatchObject(CONSTANTS);
    expect(reponse.headers()["x-powered-by"]).toBeUndefined();
  }
  // No map of the sources is published.
  expect((await dehors.get(`${script}.map`)).status()).toBe(404);
});

test("ce qui se télécharge s’enregistre, et ne s’ouvre jamais comme une page", async () => {
  const chemins = [
    `/api/v1/pieces/${valeurs.piece}`,
    `/api/v1/dossiers/${valeurs.id}`,
    "/api/v1/dossiers.csv",
    `/dossiers/${valeurs.id}/apercu.pdf`,
  ];
  for (const chemin of chemins) {
    const reponse = await equipe.get(chemin);
    expect(reponse.status(), chemin).toBe(200);
    expect(reponse.headers(), chemin).toMatchObject({
      "content-disposition": expect.stringMatching(/^attachment; filename=/),
      "x-content-type-options": "nosniff",
      "cache-control": expect.stringContaining("no-store"),
    });
    expect(reponse.headers()["content-type"]).toMatch(/^(application\/(pdf|json|vnd\.)|text\/csv|image\/(png|jpeg))/);
  }
});

test("un autre site ne peut rien envoyer avec le cookie de la personne", async () => {
  const modifiantes = ROUTES.flatMap((r) => r.methodes.filter((m) => m !== "GET").map((methode) => ({ methode, r })));
  expect(modifiantes.length).toBeGreaterThan(1);
  // A page receives the actions of its forms by POST.
  const actions = ROUTES.filter((r) => r.genre === "page").map((r) => ({ methode: "POST", r }));
  const ouvertes: string[] = [];
  for (const { methode, r } of [...modifiantes, ...actions])
    for (const headers of <Record<string, string>[]>[
      { origin: AILLEURS },
      { origin: "null" },
      { origin: AILLEURS, "sec-fetch-site": "cross-site" },
    ]) {
      const reponse = await equipe.fetch(adresse(r), {
        method: methode,
        headers: { ...headers, "next-action": "0".repeat(42) },
        multipart: { persona: "administrateur", csrfToken: "x" },
        maxRedirects: 0,
      });
      if (reponse.status() !== 403 || reponse.headers()["set-cookie"] !== undefined)
        ouvertes.push(`${methode} ${r.motif} ${JSON.stringify(headers)} : ${reponse.status()}`);
    }
  expect(ouvertes).toEqual([]);
});

const PIEGES = [
  "//evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/%2f%2fevil.example",
  "%2f%2fevil.example",
  "/%5cevil.example",
  "https://evil.example",
  "https:evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "/\t/evil.example",
  "/\r\nLocation: https://evil.example",
  "/%0d%0aLocation:%20https://evil.example",
  "／／evil.example",
  "/／evil.example",
  "//evil.example/dossiers",
  "@evil.example",
  "/.evil.example/..//evil.example",
];

/** Only what a browser would follow counts: the host of the resolved address. */
const horsSite = (lieu: string | undefined): boolean =>
  lieu !== undefined && (!URL.canParse(lieu, base) || new URL(lieu, base).host !== new URL(base).host);

test("aucune adresse de retour ne mène hors du service", async () => {
  const parties: string[] = [];
  const PARAMETRES = ["retour", "callbackUrl", "next", "redirect", "url", "returnTo"];
  // Those that redirect: sign-in, sign-out, and what asks for a session.
  const redirigeantes = ROUTES.filter(
    (r) => /^\/(connexion|api\/auth|acces|invitations|compte)/.test(r.motif) || r.motif === "/dossiers",
  );
  for (const [rang, piege] of PIEGES.entries()) {
    const requete = new URLSearchParams(PARAMETRES.map((nom) => [nom, piege]));
    // All of them where return addresses are read; the plainest everywhere.
    for (const r of redirigeantes.filter(({ motif }) => motif.startsWith("/connexion") || rang < 3))
      for (const qui of [dehors, equipe]) {
        const reponse = await qui.get(`${adresse(r)}?${requete}`, { maxRedirects: 0 });
        const { location, refresh } = reponse.headers();
        const versProConnect =
          r.motif === "/connexion/proconnect" &&
          location?.startsWith(`${fournisseur}/`) === true &&
          !/evil|javascript|data:/.test(decodeURIComponent(location));
        if ((horsSite(location) && !versProConnect) || refresh !== undefined)
          parties.push(`${r.motif} ${piege} → ${location}`);
        if (!(reponse.headers()["content-type"] ?? "").startsWith("text/html")) continue;
        const liens = (await reponse.text()).matchAll(/(?:href|action)="([^"]*evil[^"]*)"/g);
        for (const [, lien] of liens) if (horsSite(lien)) parties.push(`${r.motif} ${piege} : lien ${lien}`);
      }
  }
  expect(parties).toEqual([]);
});

test("next-auth ne renvoie jamais ailleurs, même avec son propre jeton", async ({ playwright }) => {
  const visiteur = await entrer(playwright, base, null);
  const { csrfToken } = (await (await visiteur.get("/api/auth/csrf")).json()) as { csrfToken: string };
  for (const [chemin, form] of [
    ["/api/auth/callback/persona", { code: "equipe_projet" }],
    ["/api/auth/signin/persona", {}],
    ["/api/auth/signin/proconnect", {}],
    ["/api/auth/signout", {}],
  ] as const) {
    for (const piege of ["https://evil.example", "//evil.example", "/\\evil.example"]) {
      const reponse = await visiteur.post(chemin, {
        form: { ...form, csrfToken, callbackUrl: piege },
        headers: { origin: base },
        maxRedirects: 0,
      });
      expect(horsSite(reponse.headers().location), `${chemin} ${piege} → ${reponse.headers().location}`).toBe(false);
      expect(await reponse.text()).not.toContain("https://evil.example");
    }
  }
  await visiteur.dispose();
});

test("la connexion par formulaire ignore un retour vers un autre site, et son cookie est bien fermé", async ({
  playwright,
}) => {
  const html = await (await dehors.get("/connexion")).text();
  const action =
    html
      .split("<form")
      .map((f) => (f.includes('name="persona"') ? /\$ACTION_ID_[0-9a-f]+/.exec(f)?.[0] : undefined))
      .find((a) => a !== undefined) ?? "";
  const visiteur = await entrer(playwright, base, null);
  for (const retour of PIEGES) {
    const reponse = await visiteur.post("/connexion", {
      multipart: { [action]: "", persona: "lecteur", retour },
      headers: { origin: base },
      maxRedirects: 0,
    });
    expect(horsSite(reponse.headers().location), `${retour} → ${reponse.headers().location}`).toBe(false);
    expect(reponse.headers()["set-cookie"]).toMatch(
      /rigel-session=[^;]+;(?=.*HttpOnly)(?=.*Path=\/)(?=.*SameSite=lax)/i,
    );
  }
  const https = await visiteur.post("/connexion", {
    multipart: { [action]: "", persona: "lecteur", retour: "/" },
    headers: { origin: base, "x-forwarded-proto": "https" },
    maxRedirects: 0,
  });
  expect(https.headers()["set-cookie"]).toMatch(
    /__Host-rigel-session=[^;]+;(?=.*HttpOnly)(?=.*Secure)(?=.*SameSite=lax)/i,
  );
  await visiteur.dispose();
});

test("les méthodes inattendues sont refusées", async () => {
  for (const r of ROUTES.filter((route) => route.genre === "route"))
    for (const methode of ["PUT", "PATCH", "DELETE"].filter((m) => !r.methodes.includes(m)))
      expect([400, 404, 405], `${methode} ${r.motif}`).toContain(
        (await equipe.fetch(adresse(r), { method: methode })).status(),
      );
});

test("dans le navigateur, la politique de sécurité ne retient rien des pages principales", async ({ page }) => {
  const { cookies } = await equipe.storageState();
  await page.context().addCookies(cookies);
  const plaintes = ecouterConsole(page);
  for (const chemin of [
    "/dossiers",
    "/dossiers/nouveau",
    `/dossiers/${valeurs.id}/identite`,
    `/dossiers/${valeurs.id}/budget`,
    `/dossiers/${valeurs.id}/verification`,
    `/dossiers/${valeurs.id}/depot`,
  ]) {
    await page.goto(`${base}${chemin}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  expect(plaintes()).toEqual([]);
});
