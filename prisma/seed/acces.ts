/**
 * People who ask for access and people whose rights live: what the access pages are for. Dated from the day of the seed, so
 * that whoever opens the demo finds requests that wait, rights about to end, and a review to do. All of them invented.
 */
import { ajouterJours, ajouterMois, type DateIso, jourAParis } from "@/lib/domain/dates";
import { accordDemande, demandeAcces, refusDemande, relecture, retraitHabilitation } from "@/lib/schemas/acces";
import type { Agent } from "@/lib/server/droits";
import { accorderDemande } from "@/lib/server/habilitations/accorder-demande";
import { demanderAcces } from "@/lib/server/habilitations/demander-acces";
import { refuserDemande } from "@/lib/server/habilitations/refuser-demande";
import { relireHabilitations } from "@/lib/server/habilitations/relire-habilitations";
import { retirerHabilitation } from "@/lib/server/habilitations/retirer-habilitation";
import type { PrismaClient } from "@/prisma/genere/client";
import type { Role } from "@/prisma/genere/enums";
import { lireAgent } from "./agents";

type Suite =
  | { type: "attente" }
  | { type: "refus"; motif: string }
  /** Granted so many months ago, until so many days from now; reviewed so many months ago. */
  | { type: "accord"; ilYaMois: number; finDansJours: number; relueIlYaMois?: number; retrait?: string };

type Personne = {
  prenom: string;
  organisation: string;
  role: Role;
  regionAcademique?: string;
  uai?: string;
  campus?: string;
  siret?: string;
  motif: string;
  suite: Suite;
};

/** Well-formed, attributed to no one: the check digit holds. */
const SIRET = "11000000000007";
const CAMPUS = "Campus des métiers et des qualifications d’excellence - Industrie circulaire de la mobilité";
const attente = { type: "attente" } as const;

const PERSONNES: readonly Personne[] = [
  {
    prenom: "Lila",
    organisation: "GIP FCIP de Lyon (exemple)",
    role: "equipe_projet",
    regionAcademique: "01",
    siret: SIRET,
    motif: "Je rejoins l’équipe qui prépare un dossier sur l’hydrogène pour l’appel de cette année.",
    suite: attente,
  },
  {
    prenom: "Hugo",
    organisation: "Lycée professionnel des Alpes (exemple)",
    role: "etablissement",
    uai: "0389999M",
    motif: "Proviseur, je dois suivre l’ouverture de deux formations de mon lycée à la prochaine rentrée.",
    suite: attente,
  },
  {
    prenom: "Naïma",
    organisation: "Campus Industrie circulaire (exemple)",
    role: "coordonnateur_cmq",
    regionAcademique: "01",
    campus: CAMPUS,
    siret: SIRET,
    motif: "Nouvelle directrice opérationnelle du campus, je tiens le réseau de ses partenaires.",
    suite: attente,
  },
  {
    prenom: "Paul",
    organisation: "Région Normandie (exemple)",
    role: "conseil_regional",
    regionAcademique: "14",
    siret: SIRET,
    motif: "Je prépare la validation des projets par la commission permanente.",
    suite: attente,
  },
  {
    prenom: "Jade",
    organisation: "Cabinet de conseil (exemple)",
    role: "lecteur_national",
    siret: SIRET,
    motif: "Étude sur les projets financés par France 2030.",
    suite: {
      type: "refus",
      motif: "La lecture nationale est réservée aux services de l’État : adressez-vous à la DGESCO.",
    },
  },
  {
    prenom: "Samir",
    organisation: "GIP FCIP de Grenoble (exemple)",
    role: "equipe_projet",
    regionAcademique: "01",
    siret: SIRET,
    motif: "Je suis l’exécution du projet de la région avec les lycées.",
    suite: { type: "accord", ilYaMois: 14, finDansJours: 300 },
  },
  {
    prenom: "Élise",
    organisation: "Lycée polyvalent du Rhône (exemple)",
    role: "etablissement",
    uai: "0699998T",
    motif: "Proviseure, deux spécialités ouvrent dans mon lycée.",
    suite: { type: "accord", ilYaMois: 15, finDansJours: 400 },
  },
  {
    prenom: "Bruno",
    organisation: "GIP FCIP de Clermont-Ferrand (exemple)",
    role: "equipe_projet",
    regionAcademique: "01",
    siret: SIRET,
    motif: "Renfort de l’équipe pendant la rédaction.",
    suite: { type: "accord", ilYaMois: 11, finDansJours: 24 },
  },
  {
    prenom: "Chloé",
    organisation: "GIP FCIP de Lyon (exemple)",
    role: "equipe_projet",
    regionAcademique: "01",
    siret: SIRET,
    motif: "Suivi budgétaire des projets de la région.",
    suite: { type: "accord", ilYaMois: 16, finDansJours: 500, relueIlYaMois: 2 },
  },
  {
    prenom: "Yann",
    organisation: "Région académique Bretagne (exemple)",
    role: "region_academique",
    regionAcademique: "03",
    siret: SIRET,
    motif: "Service régional de la formation professionnelle.",
    suite: { type: "accord", ilYaMois: 18, finDansJours: 200 },
  },
  {
    prenom: "Rose",
    organisation: "Région académique Occitanie (exemple)",
    role: "region_academique",
    regionAcademique: "16",
    siret: SIRET,
    motif: "Service régional de la formation professionnelle.",
    suite: {
      type: "accord",
      ilYaMois: 8,
      finDansJours: 120,
      retrait: "Cette personne a changé de service le mois dernier.",
    },
  },
];

const adresse = ({ prenom, role }: Personne): string =>
  `${prenom.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()}.modele.${role.replaceAll("_", "-")}@exemple.invalid`;

/** The middle of the working day in Paris, some days or months before today. */
const instant = (jour: DateIso): Date => new Date(`${jour}T13:30:00Z`);

async function semerPersonne(
  client: PrismaClient,
  p: Personne,
  rang: number,
  decideur: Agent,
  aujourdhui: DateIso,
): Promise<void> {
  const ilYaMois = p.suite.type === "accord" ? p.suite.ilYaMois : 0;
  const jour = ajouterMois(ajouterJours(aujourdhui, ilYaMois === 0 ? -1 - rang : 0), -ilYaMois);
  const cree = await client.utilisateur.create({
    data: {
      prenom: p.prenom,
      nom: "Modèle (exemple)",
      email: adresse(p),
      organisation: p.organisation,
      siret: p.siret ?? null,
      creeLe: instant(jour),
      dernierContactLe: instant(jour),
    },
    select: { id: true },
  });
  const personne = await lireAgent(client, cree.id);
  const { role, regionAcademique = "", uai = "", campus = "", siret = "", motif } = p;
  const demande = demandeAcces.parse({ role, regionAcademique, uai, campus, siret, motif });
  const { id: demandeId } = await demanderAcces(personne, demande, instant(jour));
  const { suite } = p;
  if (suite.type === "attente") return;
  if (suite.type === "refus") {
    const refus = refusDemande.parse({ demandeId, version: 0, motif: suite.motif });
    await refuserDemande(decideur, refus, instant(jour));
    return;
  }
  const fin = ajouterJours(aujourdhui, suite.finDansJours);
  const accord = accordDemande.parse({
    demandeId,
    version: 0,
    ...{ role, regionAcademique: demande.regionAcademique, uai, campus, fin },
    message: "",
  });
  const { habilitationId } = await accorderDemande(decideur, accord, instant(jour));
  if (suite.relueIlYaMois !== undefined) {
    const choix = [{ habilitationId, version: 0 }];
    await relireHabilitations(
      decideur,
      relecture.parse({ choix }),
      instant(ajouterMois(aujourdhui, -suite.relueIlYaMois)),
    );
  }
  if (suite.retrait !== undefined)
    await retirerHabilitation(
      decideur,
      retraitHabilitation.parse({ habilitationId, version: 0, motif: suite.retrait, confirme: true }),
      instant(ajouterJours(aujourdhui, -20)),
    );
}

/** Whoever is already there is left as they are: the pages may have changed their rights since. */
export async function semerAcces(client: PrismaClient, decideur: Agent, maintenant: Date): Promise<void> {
  const connus = await client.utilisateur.findMany({
    where: { email: { in: PERSONNES.map(adresse) } },
    select: { email: true },
  });
  const emails = new Set(connus.map((u) => u.email));
  for (const [rang, p] of PERSONNES.entries())
    if (!emails.has(adresse(p))) await semerPersonne(client, p, rang, decideur, jourAParis(maintenant));
}
