/**
 * The list of the demands of the carte over 200,000 rows: filtered, sorted, counted and added up in SQL. With DATABASE_URL, on a
 * database of its own on that server; without, on PGlite with a tenth of the rows. Target: 200 ms. A request that is over shows
 * its plan.
 */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { mesurer as mesurerPlaces } from "@/lib/domain/carte/mesures";
import { CODES_TYPE, STATUTS } from "@/lib/domain/carte/methodes";
import { capacitesObservees } from "@/lib/domain/carte/places-demande";
import { CODES_REGION } from "@/lib/domain/nomenclatures";
import { env } from "@/lib/env";
import { lireFiltresCarte } from "@/lib/schemas/carte-filtres";
import { utiliserBase } from "@/lib/server/base";
import { lireMigrations } from "@/lib/server/base/migrations";
import { ouvrirPglite } from "@/lib/server/base/pglite";
import { ouvrirPostgresql } from "@/lib/server/base/postgresql";
import { ligneDemande } from "@/lib/server/carte/ligne-demande";
import { listerDemandes, preparer } from "@/lib/server/carte/lister-demandes";
import { reperesDemandes } from "@/lib/server/carte/reperes-demandes";
import { type Agent, SANS_PORTEE } from "@/lib/server/droits";
import { academies } from "@/lib/server/reference";
import { Prisma, type PrismaClient } from "@/prisma/genere/client";
import { demandeLue } from "@/tests/db/carte";
import { baseVide } from "@/tests/db/outils";
import { dire, mesurer, titre } from "./mesure";

const LIGNES = env.DATABASE_URL ? 200_000 : 20_000;
/** Written one by one; the database itself copies them under other numbers until there are enough. */
const POSEES = 4_000;
const LOT = 2_000;
const CIBLE_MS = 200;
const MIGRATIONS = lireMigrations(path.join(process.cwd(), "prisma", "migrations"));
const LE = new Date("2026-02-03T08:00:00Z");
const parmi = <T>(liste: readonly T[], i: number): T => liste[i % liste.length] as T;

/** One in two validated, as a campaign ends; every région, six rentrées, 900 établissements. */
function demande(i: number) {
  const region = parmi(CODES_REGION, i);
  const siennes = academies().filter((a) => a.region === region);
  const type = parmi(CODES_TYPE, Math.floor(i / 7));
  const baisse = type === "fermeture" || type === "diminution";
  const places = 6 + (i % 25);
  return demandeLue({
    numero: `B${String((i * 7_919) % 1_000_003).padStart(7, "0")}`,
    uai: `${String(((i % 900) + 1) * 1_100).padStart(7, "0")}A`,
    etablissement: `Lycée professionnel ${i % 900} (exemple)`,
    commune: `Commune ${i % 450}`,
    regionAcademique: region,
    academie: parmi(siennes, Math.floor(i / 18)).code,
    cfd: String(40_000_000 + (i % 400)),
    formation: `Formation ${i % 400} (exemple)`,
    rentree: 2022 + (Math.floor(i / 11) % 6),
    type,
    statut: i % 2 === 0 ? "demande validée" : parmi(STATUTS, Math.floor(i / 2)),
    quadrant: parmi(["Q1", "Q2", "Q3", "Q4", "HQ"] as const, Math.floor(i / 5)),
    amiCma: i % 9 === 0,
    scolaireActuelle: baisse ? places : 0,
    scolaireFuture: baisse ? 0 : places,
    apprentissageFuture: type === "transfert" ? places : 0,
    coloration: type === "coloration" ? "École des réseaux" : null,
    scolaireColoreeFuture: type === "coloration" ? places : 0,
  });
}

async function peupler(client: PrismaClient): Promise<void> {
  const importId = randomUUID();
  await client.importCarte.create({
    data: { id: importId, genre: "orion", etat: "applique", nomFichier: "banc.csv", commenceLe: LE, appliqueLe: LE },
  });
  for (let debut = 0; debut < POSEES; debut += LOT) {
    const lot = Array.from({ length: Math.min(LOT, POSEES - debut) }, (_, i) => demande(debut + i));
    await client.demandeOrion.createMany({
      data: lot.map((d) => ({
        ...ligneDemande(d),
        ...{ coutTravaux: null, coutEquipement: null, importeLe: LE, importId, creeParImportId: importId },
      })),
    });
    await client.constatPlaces.createMany({
      data: lot
        .filter((d, i) => d.statut === "demande validée" && i % 3 === 0)
        .map((d) => {
          const vu = {
            scolaire: Math.max(0, d.scolaireFuture - 2),
            scolaireColoree: 0,
            apprentissage: d.apprentissageFuture,
            apprentissageColoree: 0,
          };
          const mesures = mesurerPlaces(d.type, capacitesObservees(d, vu));
          return { numero: d.numero, rentree: d.rentree, ...vu, source: "import", saisiLe: LE, ...mesures };
        }),
    });
  }
  const copies = LIGNES / POSEES - 1;
  await client.$executeRaw`
    INSERT INTO "DemandeOrion" SELECT n.* FROM "DemandeOrion" d CROSS JOIN generate_series(1, ${copies}::int) k
      CROSS JOIN LATERAL jsonb_populate_record(d, jsonb_build_object(
        'numero', d."numero" || 'C' || k, 'recherche', lower(d."numero") || 'c' || k || ' ' || d."recherche")) n`;
  await client.$executeRaw`
    INSERT INTO "ConstatPlaces" SELECT n.* FROM "ConstatPlaces" c CROSS JOIN generate_series(1, ${copies}::int) k
      CROSS JOIN LATERAL jsonb_populate_record(c, jsonb_build_object('numero', c."numero" || 'C' || k)) n`;
  // As autovacuum leaves it: an index alone answers only for pages known to be all visible.
  await client.$executeRaw`VACUUM ANALYZE`;
}

const agent = (role: "lecteur_national" | "region_academique" | "etablissement"): Agent => ({
  id: randomUUID(),
  nom: `Banc ${role}`,
  email: `${role}@exemple.invalid`,
  organisation: "Banc",
  persona: null,
  methode: "proconnect",
  habilitations: [
    { ...SANS_PORTEE, role, ...(role === "region_academique" && { regionAcademique: "01" }) },
    ...(role === "etablissement" ? [{ ...SANS_PORTEE, role, uai: "0001100A" }] : []),
  ],
});

const FIGURE = { methode: "orion-2025", base: "valide", compte: "transformees" };
const CAS: readonly [string, "lecteur_national" | "region_academique" | "etablissement", Record<string, string>][] = [
  ["région, sans filtre", "region_academique", {}],
  ["région, une rentrée, triée par formation", "region_academique", { rentree: "2025", tri: "formation" }],
  ["région, lignes d’un chiffre, les plus grandes d’abord", "region_academique", { ...FIGURE, rentree: "2025" }],
  ["région, lignes du constaté", "region_academique", { ...FIGURE, base: "constate", rentree: "2025" }],
  ["région, places promises et non ouvertes", "region_academique", { compte: "ecart", rentree: "2025" }],
  ["région, recherche de deux mots", "region_academique", { q: "lycee 123" }],
  ["établissement", "etablissement", {}],
  ["France, sans filtre", "lecteur_national", {}],
  ["France, page 2 000", "lecteur_national", { page: "2000" }],
  ["France, triée par établissement", "lecteur_national", { tri: "etablissement", sens: "asc" }],
  ["France, une rentrée et un type", "lecteur_national", { rentree: "2025", type: "transfert" }],
  ["France, AMI CMA et quadrant", "lecteur_national", { cma: "oui", quadrant: "Q1" }],
  ["France, une formation", "lecteur_national", { cfd: "40000123" }],
  ["France, recherche d’un numéro", "lecteur_national", { q: "B0007919" }],
  ["France, lignes d’un chiffre d’une rentrée", "lecteur_national", { ...FIGURE, rentree: "2025" }],
  ["France, lignes d’un chiffre, toutes rentrées", "lecteur_national", FIGURE],
  ["France, lignes du constaté d’une rentrée", "lecteur_national", { ...FIGURE, base: "constate", rentree: "2025" }],
];

type Plan = { "QUERY PLAN": string };

async function montrerPlan(client: PrismaClient, qui: Agent, filtres: Record<string, string>): Promise<void> {
  const { source, condition, ordre, places } = await preparer(qui, lireFiltresCarte(filtres));
  const plans = [
    await client.$queryRaw<
      Plan[]
    >`EXPLAIN (ANALYZE, BUFFERS) SELECT d."numero" FROM ${source} WHERE ${condition} ORDER BY ${ordre} LIMIT 50`,
    await client.$queryRaw<
      Plan[]
    >`EXPLAIN (ANALYZE, BUFFERS) SELECT count(*), sum(d."scolaireActuelle"), sum(${places ?? Prisma.sql`0`}) FROM ${source} WHERE ${condition}`,
  ];
  for (const plan of plans) for (const ligne of plan) dire(`      ${ligne["QUERY PLAN"]}`);
}

async function banc(client: PrismaClient): Promise<void> {
  const debut = performance.now();
  await peupler(client);
  dire(`  ${LIGNES} demandes posées en ${Math.round((performance.now() - debut) / 1000)} s`);
  for (const [nom, role, filtres] of CAS) {
    const qui = agent(role);
    const { p95 } = await mesurer(nom, 10, () => listerDemandes(qui, lireFiltresCarte(filtres)));
    if (p95 > CIBLE_MS) await montrerPlan(client, qui, filtres);
  }
  await mesurer("France, repères des filtres", 10, () =>
    reperesDemandes(agent("lecteur_national"), lireFiltresCarte({})),
  );
}

async function surPostgresql(): Promise<void> {
  const { adresse, supprimer } = await baseVide();
  const ouverte = await ouvrirPostgresql(adresse, MIGRATIONS);
  try {
    utiliserBase(ouverte.client);
    await banc(ouverte.client);
  } finally {
    await ouverte.fermer();
    await supprimer();
  }
}

async function surPglite(): Promise<void> {
  const dossier = mkdtempSync(path.join(tmpdir(), "rigel-banc-"));
  const ouverte = await ouvrirPglite(dossier, 0, MIGRATIONS);
  try {
    utiliserBase(ouverte.client);
    await banc(ouverte.client);
  } finally {
    await ouverte.fermer();
    rmSync(dossier, { recursive: true, force: true });
  }
}

titre(`Liste des demandes de la carte, ${LIGNES} lignes`);
void (env.DATABASE_URL ? surPostgresql() : surPglite());
