import { expect, test } from "@playwright/test";
import { REGIMES_PUBLIES, regime } from "@/lib/domain/regimes";
import { sansDefautAxe } from "./outils/axe";
import { ecouterConsole } from "./outils/console";

const PAGES = [
  { chemin: "/", titre: /^Rigel – / },
  { chemin: "/connexion", titre: "Se connecter – Rigel" },
  { chemin: "/regles", titre: "Règles de l’appel – Rigel" },
  { chemin: "/regles?regime=ATCF", titre: /Transformation de la carte, dossier classique – Rigel$/ },
  { chemin: "/accessibilite", titre: /^Accessibilité.: non conforme – Rigel$/ },
  { chemin: "/mentions-legales", titre: "Mentions légales – Rigel" },
  { chemin: "/donnees-personnelles", titre: "Données personnelles – Rigel" },
  { chemin: "/plan-du-site", titre: "Plan du site – Rigel" },
  { chemin: "/page-qui-n-existe-pas", titre: "Page introuvable – Rigel" },
];

for (const theme of ["light", "dark"] as const) {
  test.describe(`thème ${theme === "light" ? "clair" : "sombre"}`, () => {
    test.use({ colorScheme: theme });
    // The dark theme changes colours, not layout: the pages that hold every kind of component, on the wide screen.
    const montrees =
      theme === "light" ? PAGES : PAGES.filter(({ chemin }) => ["/", "/connexion", "/regles"].includes(chemin));
    for (const { chemin, titre } of montrees) {
      const ecrans = theme === "light" ? " @mobile" : "";
      test(`${chemin} : axe et la console se taisent, rien ne déborde${ecrans}`, async ({ page }) => {
        const plaintes = ecouterConsole(page);
        await page.goto(chemin);
        await expect(page).toHaveTitle(titre);
        await expect(page.locator("html")).toHaveAttribute("data-fr-theme", theme);
        await sansDefautAxe(page);
        const debord = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(debord).toBeLessThanOrEqual(0);
        expect(plaintes()).toEqual([]);
      });
    }
  });
}

test("chaque réponse porte les en-têtes de sécurité et un jeton nouveau", async ({ request }) => {
  const jetons = new Set<string>();
  for (const chemin of ["/", "/regles", "/connexion"]) {
    const enTetes = (await request.get(chemin)).headers();
    const politique = enTetes["content-security-policy"] ?? "";
    const jeton = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic';/.exec(politique)?.[1] ?? "";
    expect(jeton).toHaveLength(24);
    jetons.add(jeton);
    expect(politique).toContain(`style-src 'self' 'nonce-${jeton}'`);
    for (const directive of ["object-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"]) {
      expect(politique).toContain(directive);
    }
    expect(politique).not.toContain("unsafe");
    expect(enTetes).toMatchObject({
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "strict-origin-when-cross-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": expect.stringContaining("camera=()"),
      "cache-control": expect.stringContaining("no-store"),
      "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(enTetes["x-powered-by"]).toBeUndefined();
    expect(enTetes["strict-transport-security"]).toBeUndefined();
  }
  expect(jetons.size).toBe(3);
});

test("derrière un mandataire https, le navigateur est tenu à https", async ({ request }) => {
  const reponse = await request.get("/", { headers: { "x-forwarded-proto": "https" } });
  expect(reponse.headers()["strict-transport-security"]).toMatch(/^max-age=\d{8}/);
  expect(reponse.headers()["content-security-policy"]).toContain("upgrade-insecure-requests");
});

test("les liens d’évitement se montrent au clavier et mènent au contenu, au menu, au pied de page", async ({
  page,
}) => {
  const cibles = [
    { nom: "Contenu", ancre: "contenu" },
    { nom: "Menu", ancre: "menu" },
    { nom: "Pied de page", ancre: "pied" },
  ];
  for (const [rang, { nom, ancre }] of cibles.entries()) {
    await page.goto("/regles");
    for (let touche = 0; touche <= rang; touche++) await page.keyboard.press("Tab");
    const lien = page.getByRole("navigation", { name: "Accès rapide" }).getByRole("link", { name: nom, exact: true });
    await expect(lien).toBeFocused();
    await expect(lien).toBeInViewport();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`#${ancre}$`));
    await page.keyboard.press("Tab");
    // The next stop is inside the target: the keyboard really moved there.
    await expect(page.locator(`#${ancre} :focus`)).toBeVisible();
  }
});

test("changer de page au clavier mène le focus au titre de la page, et l’onglet prend son nom", async ({ page }) => {
  await page.goto("/");
  await page
    .getByRole("navigation", { name: "Menu principal" })
    .getByRole("link", { name: "Règles de l’appel" })
    .press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Règles de l’appel" })).toBeFocused();
  // Focus on the h1 is what a screen reader says; Next's own announcer stays mute when the title arrives late.
  await expect(page).toHaveTitle("Règles de l’appel – Rigel");
});

test("le thème choisi s’applique et se retient", async ({ page }) => {
  const plaintes = ecouterConsole(page);
  await page.goto("/");
  const racine = page.locator("html");
  await expect(racine).toHaveAttribute("data-fr-theme", "light");
  await expect(racine).toHaveAttribute("data-fr-js", "true");
  await page.getByRole("button", { name: "Paramètres d’affichage" }).click();
  const fenetre = page.getByRole("dialog", { name: "Paramètres d’affichage" });
  await sansDefautAxe(page);
  await fenetre.getByText("Thème sombre").click();
  await expect(racine).toHaveAttribute("data-fr-theme", "dark");
  await fenetre.getByRole("button", { name: "Fermer" }).click();
  await expect(fenetre).toBeHidden();
  await page.reload();
  await expect(racine).toHaveAttribute("data-fr-theme", "dark");
  expect(plaintes()).toEqual([]);
});

test("une adresse inconnue répond 404 et propose une sortie", async ({ page }) => {
  const reponse = await page.goto("/page-qui-n-existe-pas");
  expect(reponse?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1, name: "Page introuvable" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Revenir à l’accueil" }).click();
  await expect(page).toHaveURL("/");
});

test("le pied de page porte la mention d’accessibilité et mène aux pages obligatoires", async ({ page }) => {
  await page.goto("/");
  const pied = page.getByRole("contentinfo");
  await expect(pied.getByRole("link", { name: "Accessibilité : non conforme" })).toHaveAttribute(
    "href",
    "/accessibilite",
  );
  for (const nom of ["Plan du site", "Mentions légales", "Données personnelles"]) {
    await pied.getByRole("link", { name: nom }).click();
    await expect(page.getByRole("heading", { level: 1, name: nom })).toBeVisible();
  }
});

test("la page des règles dit exactement ce que le moteur applique", async ({ page }) => {
  for (const { code, nom, regles } of REGIMES_PUBLIES) {
    await page.goto(`/regles?regime=${code}`);
    await expect(page.getByRole("heading", { level: 2, name: nom })).toBeVisible();
    const codes = await page.getByRole("article").evaluateAll((fiches) => fiches.map((fiche) => fiche.id));
    expect(codes.sort()).toEqual(regles.map((r) => r.code).sort());
  }
  await page.goto("/regles?regime=ATCF");
  const bloquantes = regime("ATCF").regles.filter((r) => r.severite === "bloquante").length;
  await expect(page.getByRole("article").filter({ hasText: /bloquante/i })).toHaveCount(bloquantes);
  await page.goto("/regles?regime=INCONNU");
  await expect(page.getByRole("table", { name: "Les régimes et leurs règles" })).toBeVisible();
});

test("le menu des écrans étroits s’ouvre et se ferme au clavier @mobile", async ({ page, isMobile }) => {
  test.skip(!isMobile, "le menu n’est replié que sur un écran étroit");
  await page.goto("/");
  await expect(page.locator("html")).toHaveAttribute("data-fr-js", "true");
  await page.getByRole("button", { name: "Menu", exact: true }).press("Enter");
  const menu = page.getByRole("dialog", { name: "Menu" });
  await expect(menu.getByRole("link", { name: "Règles de l’appel" })).toBeVisible();
  await sansDefautAxe(page);
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
});
