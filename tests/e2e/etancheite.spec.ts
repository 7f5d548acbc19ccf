import { randomUUID } from "node:crypto";
import { type APIRequestContext, type APIResponse, expect, test } from "@playwright/test";
import personas from "../../prisma/reference/personas.json" with { type: "json" };
import { adresseDe, dossiersVus, identifiantDans, pieceDe } from "./outils/monde";
import { entrer } from "./outils/personnes";
import { DYNAMIQUES, type Route } from "./outils/routes";

/**
 * « Not yours » and « does not exist » are one answer: same status, same headers, same page, for every address that names an
 * object and everyone who may not see it. The addresses come from the files of app/.
 */

type Valeurs = Record<string, string>;
type Monde = {
  qui: (persona: string) => Promise<APIRequestContext>;
  /** A dossier that this person may not see, filed if possible; null: they see them all. */
  dossierCache: (persona: string) => Promise<string | null>;
  /** A piece of this dossier that has its file. */
  pieceDuDossier: (dossierId: string) => Promise<string | null>;
  /** The first object of a page, as the administrator reads it. */
  parAnge: (page: string, avant: string) => Promise<string | null>;
};

/**
 * How to find, for someone, an object behind this address that they may not see. Null: they see them all, by their role. An
 * object that the demo data should hold and does not is a failure, never a case left out.
 */
type Cas = (monde: Monde, persona: string) => Promise<Valeurs | null>;

function trouve<T>(objet: T | null | undefined, quoi: string): T {
  if (objet === null || objet === undefined) throw new Error(`Les données de démonstration n’ont pas ${quoi}`);
  return objet;
}

const dossier: Cas = async ({ dossierCache }, persona) => {
  const id = await dossierCache(persona);
  return id === null ? null : { id, dossier: id, numero: "1" };
};
const piece: Cas = async ({ dossierCache, pieceDuDossier }, persona) => {
  const dossierId = await dossierCache(persona);
  return dossierId === null ? null : { id: trouve(await pieceDuDossier(dossierId), `de pièce cachée à ${persona}`) };
};
/** Found by the administrator, who sees them all, on a page of objects that nobody else answers for. */
const parAdministrateur =
  (page: string, avant: string): Cas =>
  async ({ parAnge }, persona) =>
    persona === "administrateur" ? null : { id: trouve(await parAnge(page, avant), `d’objet dans ${page}`) };
const cleDePart: Cas = async (monde, persona) => {
  const valeurs = await dossier(monde, persona);
  return valeurs === null ? null : { ...valeurs, partenaire: "partenaire-1", cle: "partenaire-1" };
};

/** Of région 01, and of another établissement than the one that a persona answers for. */
const surLaCarte =
  (valeurs: Valeurs): Cas =>
  async (_monde, code) => {
    const persona = personas.find((p) => p.code === code);
    const national = ["evaluateur_sgpi", "operateur", "lecteur_national"].includes(persona?.role ?? "");
    const enRegion = persona?.regionAcademique === "01" && persona.role !== "etablissement";
    return national || enRegion ? null : valeurs;
  };

/** First prefix that fits. `null`: the address names no object that belongs to someone, for the reason said. */
const CAS: [prefixe: string, cas: Cas | { aucun: string }][] = [
  ["/api/auth/[...nextauth]", { aucun: "the last part is a step of the sign-in" }],
  [
    "/invitations/[jeton]",
    { aucun: "a token is nobody’s until it is used; an unknown one is tested in equipe.spec.ts" },
  ],
  ["/connexion/lien", { aucun: "a token, as above" }],
  ["/administration/regimes/", { aucun: "published regimes are public; the page itself is the administrator’s" }],
  [
    "/api/v1/regimes/documents/",
    { aucun: "open to whoever is signed in once its version is published, which tests/db/portes.test.ts holds" },
  ],
  [
    "/administration/referentiels/",
    { aucun: "an import of reference data belongs to the service; the page is the administrator’s" },
  ],
  ["/api/v1/referentiels/", { aucun: "as above" }],
  ["/regles/", { aucun: "published rules are public" }],
  [
    "/carte/imports/",
    { aucun: "one persona alone imports, in its own région: tests/db/import-carte.test.ts asks from another one" },
  ],
  ["/api/v1/carte/imports/", { aucun: "as above" }],
  ["/carte/regions/", { aucun: "the 18 régions are public; that of someone else answers as none (pages.spec.ts)" }],
  ["/carte/academies/", { aucun: "as above, for the 30 académies" }],
  ["/carte/demandes/", surLaCarte({ numero: "ORI00003" })],
  ["/carte/etablissements/", surLaCarte({ uai: "0699901M" })],
  ["/carte/formations/", { aucun: "the nomenclature is public; of its demands, each reads their own" }],
  ["/api/v1/pieces/[id]", piece],
  ["/api/v1/recepisses/[id]", { aucun: "no receipt in the demo data: held by paquet.spec.ts, which files a dossier" }],
  ["/api/v1/dossiers/[id]", dossier],
  ["/dossiers/[id]", dossier],
  ["/api/v1/participation/[dossier]", cleDePart],
  ["/participation/[dossier]", cleDePart],
  [
    "/api/v1/lettres/[id]",
    { aucun: "held by tests/db/portes.test.ts, which asks each of its doors for someone else’s letter" },
  ],
  ["/api/v1/courriels/[id]", parAdministrateur("/administration/courriels", "/administration/courriels/")],
  [
    "/habilitations/demandes/[id]",
    parAdministrateur("/habilitations/demandes?role=conseil_regional", "/habilitations/demandes/"),
  ],
  ["/habilitations/[id]", parAdministrateur("/habilitations?role=lecteur_national", "/habilitations/")],
  [
    "/administration/utilisateurs/[id]",
    parAdministrateur("/administration/utilisateurs", "/administration/utilisateurs/"),
  ],
  ["/administration/courriels/[id]", parAdministrateur("/administration/courriels", "/administration/courriels/")],
];
const casDe = (motif: string) => CAS.find(([prefixe]) => motif.startsWith(prefixe))?.[1];

/** The sections of a dossier stand in one layout, which decides for them: all asked by these two, one by everyone. */
const PARTOUT = new Set(["equipe_projet_martinique", "administrateur"]);
const SECTION = /^\/dossiers\/\[id\]\/(?!identite$|equipe$|historique$)[a-z]+$/;

/** `link`: hints on the build's own files, in the order in which rendering met them, which varies under load. */
const BRUIT = new Set([
  "link",
  "date",
  "x-request-id",
  "content-security-policy",
  "etag",
  "content-length",
  "keep-alive",
]);

/**
 * Of a page: what is shown, then the words that its scripts carry, in no order. React writes the parts of its stream as they
 * become ready, so that their order and numbers vary from one request to the next.
 */
function corpsComparable(texte: string): unknown {
  if (!texte.startsWith("<!DOCTYPE")) return texte;
  const scripts = texte.match(/<script\b[\s\S]*?<\/script>/g)?.join("\n") ?? "";
  return {
    montre: texte.replace(/<script\b[\s\S]*?<\/script>|<link\b[^>]*>/g, ""),
    mots: [...new Set(scripts.match(/[\p{L}\d_-]{4,}/gu) ?? [])].sort(),
  };
}

/** What may differ from one request to the next, and the identifiers asked for, take the same place in both. */
async function normaliser(reponse: APIResponse, demandes: string[]) {
  const enTetes = reponse.headers();
  const texte = await reponse.text();
  const nonce =
    /'nonce-([^']+)'/.exec(enTetes["content-security-policy"] ?? "")?.[1] ??
    /nonce="([^"]{20,})"/.exec(texte)?.[1] ??
    "sans nonce";
  const lisser = (brut: string) =>
    [nonce, ...demandes]
      .filter((bruit) => bruit.length > 3)
      .reduce((lu, bruit) => lu.replaceAll(bruit, "…").replaceAll(encodeURIComponent(bruit), "…"), brut);
  return {
    statut: reponse.status(),
    enTetes: Object.fromEntries(
      Object.entries(enTetes)
        .filter(([nom]) => !BRUIT.has(nom))
        .map(([nom, valeur]) => [nom, lisser(valeur)]),
    ),
    politique: lisser(enTetes["content-security-policy"] ?? ""),
    corps: corpsComparable(lisser(texte)),
  };
}

const PIECE = { fichier: { name: "a.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n%%EOF\n") } };

function demander(qui: APIRequestContext, { motif }: Route, methode: string, valeurs: Valeurs) {
  const envoi = methode === "GET" ? {} : { multipart: PIECE };
  return qui.fetch(adresseDe(motif, valeurs), { method: methode, maxRedirects: 0, ...envoi });
}

test("chaque adresse qui nomme un objet a son cas", () => {
  expect(DYNAMIQUES.filter((r) => casDe(r.motif) === undefined).map((r) => r.motif)).toEqual([]);
  expect(DYNAMIQUES.length).toBeGreaterThan(15);
});

test("ce qui n’est pas à soi répond comme ce qui n’existe pas, partout et pour tous", async ({
  playwright,
  baseURL,
}) => {
  test.slow();
  const contextes = new Map<string, Promise<APIRequestContext>>();
  const qui = (persona: string) => {
    const connu = contextes.get(persona) ?? entrer(playwright, baseURL ?? "", persona);
    contextes.set(persona, connu);
    return connu;
  };
  const national = await qui("lecteur_national");
  const tous = await dossiersVus(national);
  expect(tous.length).toBeGreaterThan(5);
  const lues = new Map<string, Promise<string | null>>();
  const uneFois = (cle: string, lire: () => Promise<string | null>) => {
    const lue = lues.get(cle) ?? lire();
    lues.set(cle, lue);
    return lue;
  };
  const pieceDuDossier = (id: string) => uneFois(id, () => pieceDe(national, id));
  const ange = await qui("administrateur");
  const parAnge = (page: string, avant: string) => uneFois(page, () => identifiantDans(ange, page, avant));
  const caches = new Map<string, string | null>();
  const dossierCache = async (persona: string) => {
    if (!caches.has(persona)) {
      const vus = new Set(await dossiersVus(await qui(persona)));
      // A partner's contact sees one dossier by another door.
      const part =
        persona === "partenaire"
          ? await identifiantDans(await qui(persona), "/participation", "/participation/")
          : null;
      if (part !== null) vus.add(part);
      const invisibles = tous.filter((id) => !vus.has(id));
      // One with a piece, so that each address below has something to hide.
      let cache: string | undefined;
      for (const id of invisibles) if (cache === undefined && (await pieceDuDossier(id)) !== null) cache = id;
      const quoi = `de dossier caché à ${persona} qui ait une pièce`;
      caches.set(persona, invisibles.length === 0 ? null : trouve(cache, quoi));
    }
    return caches.get(persona) ?? null;
  };
  const monde: Monde = { qui, pieceDuDossier, parAnge, dossierCache };

  let comparees = 0;
  const differences: unknown[] = [];
  for (const { code: persona } of personas) {
    for (const route of DYNAMIQUES) {
      const cas = casDe(route.motif);
      if (typeof cas !== "function" || (SECTION.test(route.motif) && !PARTOUT.has(persona))) continue;
      const aAutrui = await cas(monde, persona);
      if (aAutrui === null) continue;
      const invente = Object.fromEntries(
        Object.keys(aAutrui).map((nom) => [nom, nom === "numero" ? "1" : randomUUID()]),
      );
      const malForme = { ...aAutrui, id: "pas-un-identifiant", dossier: "pas-un-identifiant" };
      for (const methode of route.methodes) {
        const contexte = await qui(persona);
        const [vraie, fausse, tordue] = await Promise.all(
          [aAutrui, invente, ...(PARTOUT.has(persona) ? [malForme] : [])].map(async (valeurs) =>
            normaliser(await demander(contexte, route, methode, valeurs), Object.values(valeurs)),
          ),
        );
        comparees += 1;
        const ou = `${persona} ${methode} ${route.motif}`;
        if (![401, 403, 404].includes(vraie?.statut ?? 0)) differences.push({ ou, statut: vraie?.statut });
        for (const autre of [fausse, tordue ?? fausse])
          if (JSON.stringify(autre) !== JSON.stringify(vraie))
            differences.push({ ou, vraie: abreger(vraie, autre), autre: abreger(autre, vraie) });
      }
    }
  }
  expect(differences).toEqual([]);
  expect(comparees).toBeGreaterThan(60);
  await Promise.all([...contextes.values()].map(async (c) => (await c).dispose()));
});

/** Where two answers part: enough to understand a failure. */
function abreger(lue: unknown, autre: unknown): string {
  const [a, b] = [JSON.stringify(lue), JSON.stringify(autre)];
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  return a.slice(Math.max(0, i - 80), i + 120);
}

test("sans session, toutes ces adresses répondent pareil, que l’objet existe ou non", async ({
  playwright,
  baseURL,
  request,
}) => {
  const national = await entrer(playwright, baseURL ?? "", "lecteur_national");
  const [id = ""] = await dossiersVus(national);
  for (const route of DYNAMIQUES.filter((r) => typeof casDe(r.motif) === "function")) {
    for (const methode of route.methodes) {
      const reponses = await Promise.all(
        [id, randomUUID()].map(async (valeur) => {
          const valeurs = { id: valeur, dossier: valeur, numero: "1", partenaire: "p", cle: "p" };
          return normaliser(await demander(request, route, methode, valeurs), [valeur]);
        }),
      );
      expect([301, 302, 303, 307, 401], `${methode} ${route.motif}`).toContain(reponses[0]?.statut);
      expect(reponses[1], `${methode} ${route.motif}`).toEqual(reponses[0]);
    }
  }
  await national.dispose();
});
