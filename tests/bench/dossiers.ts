/**
 * What the database answers: the list over 2,000 dossiers, the workspace and the save of a budget of 2,400 lines. On PGlite in
 * a folder of its own and, with DATABASE_URL, on a database of its own on that server.
 */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ecrireAdresse } from "@/lib/domain/edition/adresses";
import { CODES_ETAT } from "@/lib/domain/etats";
import { CODES_REGION, REGIMES } from "@/lib/domain/nomenclatures";
import { env } from "@/lib/env";
import { contenuDeSection } from "@/lib/schemas/contenus";
import type { FiltresListe } from "@/lib/schemas/filtres";
import { utiliserBase } from "@/lib/server/base";
import { lireMigrations } from "@/lib/server/base/migrations";
import { ouvrirPglite } from "@/lib/server/base/pglite";
import { ouvrirPostgresql } from "@/lib/server/base/postgresql";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import { importerDossier } from "@/lib/server/dossiers/importer-dossier";
import { listerDossiers } from "@/lib/server/dossiers/lister-dossiers";
import { type Agent, SANS_PORTEE } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";
import type { PrismaClient } from "@/prisma/genere/client";
import { baseVide } from "@/tests/db/outils";
import { grosDossier, LIGNES } from "./gros-dossier";
import { dire, mesurer, titre } from "./mesure";

const DOSSIERS = 2_000;
const PAGE = randomUUID();
const MIGRATIONS = lireMigrations(path.join(process.cwd(), "prisma", "migrations"));
const MAINTENANT = new Date("2026-11-02T10:00:00Z");

async function creerAgents(client: PrismaClient): Promise<{ equipe: Agent; national: Agent }> {
  const creer = async (role: "equipe_projet" | "lecteur_national"): Promise<Agent> => {
    const identite = { prenom: "Banc", nom: role, email: `${role}@exemple.invalid`, organisation: "Banc" };
    const { id } = await client.utilisateur.create({
      data: { ...identite, habilitations: { create: { role, debut: new Date("2021-12-01T00:00:00Z") } } },
      select: { id: true },
    });
    const habilitations = [{ ...SANS_PORTEE, role }];
    const { email, organisation } = identite;
    return { id, nom: `Banc ${role}`, email, organisation, persona: null, methode: "proconnect", habilitations };
  };
  return { equipe: await creer("equipe_projet"), national: await creer("lecteur_national") };
}

const parmi = <T>(liste: readonly T[], i: number): T => liste[i % liste.length] as T;

/** Rows as a real portal has them: every état, région and regime; four partners each; the team is a member of one in ten. */
async function peupler(client: PrismaClient, equipe: Agent): Promise<void> {
  const dossiers = Array.from({ length: DOSSIERS }, (_, i) => ({
    id: `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`,
    titre: `Projet ${i} (exemple)`,
    regime: parmi(REGIMES.codes, i),
    regionAcademique: parmi(CODES_REGION, i),
    filieres: ["industrie"],
    etat: parmi(CODES_ETAT, i),
    verdict: parmi(["eligible", "indetermine", "non_eligible"], i),
    coutTotal: BigInt(i + 1) * 1_000_000_00n,
    coutEligible: BigInt(i + 1) * 900_000_00n,
    subvention: BigInt(i + 1) * 400_000_00n,
    recherche: `projet ${i} exemple lycee professionnel ${i} branche`,
    modifieLe: new Date(MAINTENANT.getTime() - i * 3_600_000),
  }));
  await client.dossier.createMany({ data: dossiers });
  await client.partenaire.createMany({
    data: dossiers.flatMap((d) =>
      [0, 1, 2, 3].map((rang) => ({
        dossierId: d.id,
        cle: `p${rang}`,
        rang,
        nom: `Partenaire ${rang}`,
        chefDeFile: rang === 0,
      })),
    ),
  });
  await client.membreDossier.createMany({
    data: dossiers
      .filter((_, i) => i % 10 === 0)
      .map((d) => ({ dossierId: d.id, utilisateurId: equipe.id, droit: "redacteur" as const })),
  });
}

const FILTRES: FiltresListe = {
  q: "",
  etat: "",
  region: "",
  regime: "",
  verdict: "",
  filiere: "",
  tri: "maj",
  sens: "desc",
  page: 1,
};

async function mesurerListe(national: Agent, equipe: Agent): Promise<void> {
  const liste = (nom: string, agent: Agent, filtres: Partial<FiltresListe> = {}) =>
    mesurer(nom, 40, () => listerDossiers(agent, { ...FILTRES, ...filtres }));
  await liste("liste nationale, première page", national);
  await liste("liste nationale, page 90", national, { page: 90 });
  await liste("liste nationale, « lycee 1999 »", national, { q: "lycee 1999" });
  await liste("liste nationale, région et état, tri par montant", national, {
    region: "01",
    etat: "depose",
    tri: "demande",
  });
  await liste("liste d’une équipe, 200 dossiers sur 2 000", equipe);
}

async function mesurerBudget(equipe: Agent): Promise<void> {
  const fichier = grosDossier();
  const debut = performance.now();
  const { id } = await importerDossier(equipe, JSON.stringify(fichier), MAINTENANT);
  dire(`  import du fichier de ${LIGNES} lignes : ${(performance.now() - debut).toFixed(0)} ms (1 ×)`);
  await mesurer("espace de travail entier (chargerEspace)", 20, () => chargerEspace(equipe, id, MAINTENANT));
  const espace = await chargerEspace(equipe, id, MAINTENANT);
  if (espace === null) throw new Error("Dossier introuvable");
  const { budget } = contenuDeSection(espace.fichier, "budget", espace.cles);
  let vue = 0;
  const enregistrer = async (...champs: [adresse: string, valeur: unknown][]) => {
    const operations = champs.map(([adresse, valeur]) => ({
      ...{ id: randomUUID(), type: "champ" as const, nature: "saisie" as const },
      ...{ vue, adresse, valeur },
    }));
    const demande = { dossierId: id, client: PAGE, lecteur: equipe.id, depuis: vue, operations };
    vue = (await enregistrerModifications(equipe, demande, MAINTENANT)).revision;
  };
  const montant = (rang: number) => ecrireAdresse("budget", "budget", budget[rang]?.cle ?? "", "montant");
  await mesurer(`enregistrer une cellule du budget de ${LIGNES} lignes`, 15, (tour) =>
    enregistrer([montant(tour), "4242.42"]),
  );
  await mesurer("enregistrer 500 cellules collées dans ce budget", 5, (tour) =>
    enregistrer(...budget.slice(0, 500).map((_, i): [string, unknown] => [montant(i), `${tour + 1}.42`])),
  );
  await mesurer("enregistrer un champ de l’identité du même dossier", 15, (tour) =>
    enregistrer(["identite/pagesPresentation", tour + 20]),
  );
}

async function mesurerBase(nom: string, client: PrismaClient): Promise<void> {
  utiliserBase(client);
  const { equipe, national } = await creerAgents(client);
  titre(`${nom} : un dossier de ${LIGNES} lignes de budget`);
  await mesurerBudget(equipe);
  await peupler(client, equipe);
  titre(`${nom} : la liste, ${DOSSIERS} dossiers`);
  await mesurerListe(national, equipe);
}

async function surPglite(): Promise<void> {
  const dossier = mkdtempSync(path.join(tmpdir(), "rigel-bench-"));
  const ouverte = await ouvrirPglite(dossier, 0, MIGRATIONS);
  try {
    await mesurerBase("PGlite", ouverte.client);
  } finally {
    await ouverte.fermer();
    rmSync(dossier, { recursive: true });
  }
}

async function surPostgresql(): Promise<void> {
  const { adresse, supprimer } = await baseVide();
  const ouverte = await ouvrirPostgresql(adresse, MIGRATIONS);
  try {
    await mesurerBase("PostgreSQL", ouverte.client);
  } finally {
    await ouverte.fermer();
    await supprimer();
  }
}

async function banc(): Promise<void> {
  await surPglite();
  if (env.DATABASE_URL !== undefined) await surPostgresql();
}

void banc();
