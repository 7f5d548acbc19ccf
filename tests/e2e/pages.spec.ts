import { type APIRequestContext, expect, test } from "@playwright/test";
import type { CodeRole } from "../../lib/domain/roles";
import { pageIndisponible } from "../../lib/server/indisponible/page";
import personas from "../../prisma/reference/personas.json" with { type: "json" };
import { EN_GENERAL, NATIONAUX, type Qui, SUR_CARTE, SUR_DOSSIER } from "../db/droits-attendus";
import { PAGES } from "../outils/portes";
import { sansDefautAxe } from "./outils/axe";
import { adresseDe, dossiersVus, identifiantDans, importCartePrepare, importPrepare } from "./outils/monde";
import { entrer } from "./outils/personnes";
import { ROUTES } from "./outils/routes";

/**
 * Every page of app/: opened or refused to each role as its line in tests/outils/portes.ts says, and without a fault for axe
 * where it opens. What is expected of a verb comes from tests/db/droits-attendus.ts, not from the code. A new page without a
 * line fails.
 */

type Persona = (typeof personas)[number];
type Valeurs = Record<string, string>;

/** Sections of a dossier stand in one layout, which decides for them: one for everyone. Axe: espace-a.spec.ts, each of them. */
const SECTION =
  /^\/dossiers\/\[id\]\/(?!identite$|etapes$|equipe$|historique$|points$|scenarios$|lettres$|carte$|comparer$|commentaires$|regime$)[a-z]+$/;
const MOTIFS = ROUTES.filter((r) => r.genre === "page").map((r) => r.motif);

const droitsDe = (motif: string): readonly string[] => {
  const droit = PAGES[motif] ?? [];
  return typeof droit === "string" ? [droit] : droit;
};
const enGeneral = (role: string, verbe: string): boolean => {
  const attendu = (EN_GENERAL as Record<string, { roles: readonly string[] | "tous" }>)[verbe];
  return attendu !== undefined && (attendu.roles === "tous" || attendu.roles.includes(role));
};

/** Everyone signed in once, and the objects that the addresses name. */
const RESPONSABLES = new Set(["equipe_projet", "equipe_projet_martinique"]);

class Monde {
  private readonly contextes = new Map<string, APIRequestContext>();
  private readonly vus = new Map<string, string[]>();
  valeurs: Record<string, Valeurs> = {};

  static async ouvrir(playwright: Parameters<typeof entrer>[0], baseURL: string): Promise<Monde> {
    const monde = new Monde();
    for (const { code } of personas) {
      const contexte = await entrer(playwright, baseURL, code);
      monde.contextes.set(code, contexte);
      monde.vus.set(code, await dossiersVus(contexte));
    }
    const ange = monde.de("administrateur");
    const lu = async (page: string, avant: string): Promise<Valeurs> => {
      const id = await identifiantDans(ange, page, avant);
      if (id === null) throw new Error(`Aucun objet dans ${page}`);
      return { id };
    };
    monde.valeurs = {
      "/habilitations/[id]": await lu("/habilitations?role=lecteur_national", "/habilitations/"),
      "/habilitations/demandes/[id]": await lu(
        "/habilitations/demandes?role=conseil_regional",
        "/habilitations/demandes/",
      ),
      "/administration/utilisateurs/[id]": await lu("/administration/utilisateurs", "/administration/utilisateurs/"),
      "/administration/courriels/[id]": await lu("/administration/courriels", "/administration/courriels/"),
      "/administration/referentiels/[id]": { id: await importPrepare(ange, baseURL) },
      "/administration/regimes/[code]": { code: "ATCF" },
      "/administration/regimes/[code]/nouvelle": { code: "ATCF" },
      "/carte/imports/[id]": { id: await importCartePrepare(monde.de("region_academique"), baseURL) },
      "/carte/regions/[code]": { code: "01" },
      // Of Andréa's lycée, whose demand it is.
      "/carte/demandes/[numero]": { numero: "FPI00001", uai: "0699999U" },
      "/carte/etablissements/[uai]": { uai: "0699999U" },
      "/carte/formations/[cfd]": { cfd: "40025519" },
      "/carte/academies/[code]": { code: "10" },
      "/participation/[dossier]": {
        dossier: (await identifiantDans(monde.de("partenaire"), "/participation", "/participation/")) ?? "",
      },
      "/invitations/[jeton]": { jeton: "inconnu" },
    };
    return monde;
  }

  de(code: string): APIRequestContext {
    const contexte = this.contextes.get(code);
    if (contexte === undefined) throw new Error(`${code} n’est pas connecté`);
    return contexte;
  }

  /** One's own dossier where one sees any: someone else's otherwise. */
  adresse(motif: string, code: string): string {
    const [sien] = this.vus.get(code) ?? [];
    const id = sien ?? this.vus.get("lecteur_national")?.[0] ?? "";
    return adresseDe(motif, motif.startsWith("/dossiers/[id]") ? { id } : (this.valeurs[motif] ?? {}));
  }

  voitUnDossier = (code: string): boolean => (this.vus.get(code)?.length ?? 0) > 0;

  /** Status that the rights give this person: 200, 307 elsewhere, 403 the page, 404 its object. */
  attendu(motif: string, persona: Persona): number {
    const { code, role } = persona;
    const droits = droitsDe(motif);
    const [droit = ""] = droits;
    if (motif.startsWith("/dossiers/[id]")) {
      if (!this.voitUnDossier(code)) return 404;
      // Their own first dossier: run by these two, not filed yet, which is what moving it to other rules asks for.
      const dirige = droit === "dossier.changer_regime" && RESPONSABLES.has(code);
      const qui = (role === "equipe_projet" ? (dirige ? "membre_responsable" : "membre_lecteur") : role) as Qui;
      const etat = dirige ? "brouillon" : "en_suivi";
      const cas = { etat, maRegion: true, regime: "ATCF", dejaDepose: true } as const;
      if (!SUR_DOSSIER[droit as keyof typeof SUR_DOSSIER](qui, cas)) return 403;
      return motif === "/dossiers/[id]" ? 307 : 200;
    }
    if (motif.startsWith("/carte")) return this.attenduCarte(motif, persona);
    // One's part is one's own; requests and rights of the whole service are answered for by administrators only.
    if (droit === "part.lire") return role === "partenaire" ? 200 : 404;
    if (["habilitation.lire", "demande.lire"].includes(droit)) return role === "administrateur" ? 200 : 404;
    if (droits.some((d) => d === "publique" || d === "connectée" || enGeneral(role, d))) return 200;
    if (droit.startsWith("à part")) return 307;
    // A list that someone has no use for sends them home; an account or a mail is not there for them.
    if (droit === "dossier.lister") return 307;
    return /^\/administration\/(utilisateurs|courriels)\/\[id\]$/.test(motif) ? 404 : 403;
  }

  /** The objects of the carte asked for are those of région 01, and of the établissement that a persona answers for. */
  private attenduCarte(motif: string, { role, ...persona }: Persona): number {
    const [droit = ""] = droitsDe(motif);
    const qui = role as CodeRole;
    const lieu = { maRegion: persona.regionAcademique === "01", monUai: "uai" in (this.valeurs[motif] ?? {}) };
    if (droit === "carte.importer") return SUR_CARTE["carte.importer"](qui, lieu) ? 200 : 403;
    if (!enGeneral(role, "carte.consulter")) return 403;
    // Whoever has one région, or one établissement, is led to it.
    if (motif === "/carte") return NATIONAUX.includes(qui) ? 200 : 307;
    return droit === "carte.lire" && !SUR_CARTE["carte.lire"](qui, lieu) ? 404 : 200;
  }

  fermer = () => Promise.all([...this.contextes.values()].map((c) => c.dispose()));
}

let monde: Monde;
test.beforeAll(async ({ playwright }, { project }) => {
  test.setTimeout(180_000);
  monde = await Monde.ouvrir(playwright, project.use.baseURL ?? "");
});
test.afterAll(() => monde?.fermer());

test("chaque page a sa ligne, et s’ouvre ou se refuse à chaque rôle comme elle le dit", async () => {
  test.slow();
  expect(MOTIFS.filter((m) => !(m in PAGES))).toEqual([]);
  const ecarts: string[] = [];
  const ouvertes = new Map<string, number>();
  for (const motif of MOTIFS.filter((m) => !SECTION.test(m) && droitsDe(m)[0] !== "publique")) {
    const lues = await Promise.all(
      personas.map(async (persona) => {
        const statut = (
          await monde.de(persona.code).get(monde.adresse(motif, persona.code), { maxRedirects: 0 })
        ).status();
        return { persona, statut, attendu: monde.attendu(motif, persona) };
      }),
    );
    for (const { persona, statut, attendu } of lues)
      if (statut !== attendu) ecarts.push(`${persona.code} ${motif} : ${statut}, attendu ${attendu}`);
    ouvertes.set(motif, lues.filter(({ statut }) => statut < 400).length);
  }
  expect(ecarts).toEqual([]);
  // Each opens to someone: a page refused to all would agree with nothing but a mistake here.
  expect([...ouvertes].filter(([, combien]) => combien === 0)).toEqual([]);
});

/** Who opens each page here: the first of them whom the rights let in. */
const LECTEURS = ["equipe_projet", "administrateur", "partenaire", "evaluateur_sgpi", "region_academique"];
/** Seen by coquille.spec.ts, on both widths and in both themes; a redirection has nothing to see. */
const AILLEURS = new Set([
  "/",
  "/connexion",
  "/regles",
  "/accessibilite",
  "/mentions-legales",
  "/donnees-personnelles",
]);
/** States of a page that its plain address does not show. */
const ETATS = [
  "/connexion?deconnecte=1",
  "/connexion?refus=session",
  "/connexion/lien?jeton=essai",
  "/versions?page=2",
];

test("axe ne trouve rien dans aucune page, ni dans celle du service indisponible", async ({ page }) => {
  test.setTimeout(420_000);
  const parLecteur = new Map<string, string[]>([["", ETATS]]);
  for (const motif of MOTIFS.filter((m) => !SECTION.test(m) && !AILLEURS.has(m))) {
    const lecteur = LECTEURS.find((code) => {
      const persona = personas.find((p) => p.code === code);
      return persona !== undefined && monde.attendu(motif, persona) === 200;
    });
    if (lecteur === undefined) {
      expect(["/espace", "/dossiers/[id]"], `${motif} : personne ne l’ouvre`).toContain(motif);
      continue;
    }
    // SGPI reads what was filed of re-opened dossiers.
    const qui = motif === "/versions" ? "evaluateur_sgpi" : lecteur;
    parLecteur.set(qui, [...(parLecteur.get(qui) ?? []), monde.adresse(motif, qui)]);
  }
  for (const [qui, adresses] of parLecteur) {
    await page.context().clearCookies();
    if (qui !== "") await page.context().addCookies((await monde.de(qui).storageState()).cookies);
    for (const adresse of adresses) {
      await page.goto(adresse);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await sansDefautAxe(page);
    }
  }
  await page.setContent(pageIndisponible("essai"));
  await sansDefautAxe(page);
});
