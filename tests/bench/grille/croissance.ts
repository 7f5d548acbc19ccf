/** Does twice as many lines cost twice as much? The engine, the save of one cell and of 500, the workspace. */
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { grille } from "@/lib/domain/budget";
import { ecrireAdresse } from "@/lib/domain/edition/adresses";
import { verifier } from "@/lib/domain/eligibilite";
import { avecSection, contenuDeSection } from "@/lib/schemas/contenus";
import { versDossier } from "@/lib/schemas/lecture";
import { SCHEMAS_SECTION } from "@/lib/schemas/sections";
import { utiliserBase } from "@/lib/server/base";
import { lireMigrations } from "@/lib/server/base/migrations";
import { ouvrirPglite } from "@/lib/server/base/pglite";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import { importerDossier } from "@/lib/server/dossiers/importer-dossier";
import { type Agent, SANS_PORTEE } from "@/lib/server/droits";
import { enregistrerModifications } from "@/lib/server/edition/enregistrer-modifications";
import type { PrismaClient } from "@/prisma/genere/client";
import { dossierPleineGrille } from "../gros-dossier";
import { dire, mesurer, titre } from "../mesure";

export const TAILLES = [600, 1_200, 2_400, 4_800] as const;
/** A block pasted; the smallest size holds it. */
const BLOC = 500;
const MAINTENANT = new Date("2026-11-02T10:00:00Z");

/** `processeur`: milliseconds of processor a time; unlike the others, they do not depend on who else is at work. */
type Serie = { lignes: number; processeur: number }[];

async function peser(nom: string, tours: number, fn: (tour: number) => unknown): Promise<number> {
  for (let i = 0; i < 2; i++) await fn(i);
  const avant = process.cpuUsage();
  await mesurer(nom, tours, (tour) => fn(tour + 2), 0);
  const { user, system } = process.cpuUsage(avant);
  return (user + system) / 1_000 / tours;
}

/** Cost per line at each size, against the cost per line at the greatest: flat is linear, growing is worse. */
function pente(nom: string, serie: Serie): void {
  const [premier, dernier] = [serie[0], serie.at(-1)];
  if (premier === undefined || dernier === undefined) return;
  const pas = serie
    .slice(1)
    .map(({ processeur }, i) => `× ${(processeur / (serie[i] as Serie[number]).processeur).toFixed(2)}`);
  const parLigne = ({ lignes, processeur }: Serie[number]) => `${((processeur * 1_000) / lignes).toFixed(1)} µs`;
  dire(`  ${nom}, processeur : ${serie.map((s) => `${s.lignes} → ${s.processeur.toFixed(1)} ms`).join(", ")}`);
  dire(
    `  ${nom} : à chaque doublement ${pas.join(", ")} ; par ligne ${parLigne(premier)} à ${premier.lignes}, ${parLigne(dernier)} à ${dernier.lignes}`,
  );
}

async function creerAgent(client: PrismaClient): Promise<Agent> {
  const identite = { prenom: "Banc", nom: "Grille", email: "grille@exemple.invalid", organisation: "Banc" };
  const role = "equipe_projet" as const;
  const { id } = await client.utilisateur.create({
    data: { ...identite, habilitations: { create: { role, debut: new Date("2021-12-01T00:00:00Z") } } },
    select: { id: true },
  });
  const { email, organisation } = identite;
  const habilitations = [{ ...SANS_PORTEE, role }];
  return { id, nom: "Banc Grille", email, organisation, persona: null, methode: "proconnect", habilitations };
}

async function mesurerMoteur(): Promise<void> {
  titre("Le moteur, à chaque frappe : saisie → section → verdicts, puis la grille elle-même");
  const frappes: Serie = [];
  const grilles: Serie = [];
  for (const lignes of TAILLES) {
    const fichier = dossierPleineGrille(lignes);
    const saisie = contenuDeSection(fichier, "budget");
    frappes.push({
      lignes,
      processeur: await peser(`${lignes} lignes : une frappe, de la saisie aux verdicts`, 30, () =>
        verifier(versDossier(avecSection(fichier, "budget", SCHEMAS_SECTION.budget.parse(saisie)))),
      ),
    });
    const partenaires = (fichier.partenaires ?? []).map((p) => p.id as string);
    const annees = [...new Set(saisie.budget.map((l) => l.annee))].sort();
    grilles.push({
      lignes,
      processeur: await peser(`${lignes} lignes : rangées et totaux de la grille`, 30, () =>
        grille(saisie.budget as never, annees, partenaires),
      ),
    });
  }
  pente("une frappe", frappes);
  pente("la grille", grilles);
}

async function mesurerServeur(client: PrismaClient): Promise<void> {
  const agent = await creerAgent(client);
  titre("Le serveur (PGlite) : enregistrer, relire");
  const series: Record<"une" | "bloc" | "espace", Serie> = { une: [], bloc: [], espace: [] };
  for (const lignes of TAILLES) {
    const { id } = await importerDossier(agent, JSON.stringify(dossierPleineGrille(lignes)), MAINTENANT);
    const espace = await chargerEspace(agent, id, MAINTENANT);
    if (espace === null) throw new Error("Dossier introuvable");
    const { budget } = contenuDeSection(espace.fichier, "budget", espace.cles);
    const client = randomUUID();
    let vue = espace.revision;
    const enregistrer = async (rangs: readonly number[], valeur: string) => {
      const operations = rangs.map((rang) => ({
        ...{ id: randomUUID(), type: "champ" as const, nature: "saisie" as const, vue, valeur },
        adresse: ecrireAdresse("budget", "budget", budget[rang]?.cle ?? "", "montant"),
      }));
      const demande = { dossierId: id, client, lecteur: agent.id, depuis: vue, operations };
      vue = (await enregistrerModifications(agent, demande, MAINTENANT)).revision;
    };
    const bloc = Array.from({ length: BLOC }, (_, i) => i);
    series.une.push({
      lignes,
      processeur: await peser(`${lignes} lignes : enregistrer une case`, 8, (t) => enregistrer([t], `${t + 1}.42`)),
    });
    series.bloc.push({
      lignes,
      processeur: await peser(`${lignes} lignes : enregistrer ${BLOC} cases collées`, 3, (t) =>
        enregistrer(bloc, `${t + 7}.17`),
      ),
    });
    series.espace.push({
      lignes,
      processeur: await peser(`${lignes} lignes : relire le dossier entier`, 5, () =>
        chargerEspace(agent, id, MAINTENANT),
      ),
    });
  }
  pente("une case", series.une);
  pente(`${BLOC} cases`, series.bloc);
  pente("le dossier relu", series.espace);
}

export async function mesurerCroissance(): Promise<void> {
  await mesurerMoteur();
  const dossier = mkdtempSync(path.join(tmpdir(), "rigel-bench-"));
  const ouverte = await ouvrirPglite(dossier, 0, lireMigrations(path.join(process.cwd(), "prisma", "migrations")));
  try {
    utiliserBase(ouverte.client);
    await mesurerServeur(ouverte.client);
  } finally {
    await ouverte.fermer();
    rmSync(dossier, { recursive: true });
  }
}
