import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CODES_ETAT, type CodeEtat } from "@/lib/domain/etats";
import type { CodeRegime } from "@/lib/domain/nomenclatures";
import { type CodeRole, ROLES } from "@/lib/domain/roles";
import {
  type Agent,
  type DroitMembre,
  dossiersPermis,
  type ObjetDossier,
  peut,
  VERBES_DOSSIER,
  VERBES_GENERAUX,
  type VerbeDossier,
  type VerbeGeneral,
} from "@/lib/server/droits";
import { creerAgent } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

/**
 * The whole matrix: every role (team members by their right) × every verb × every state × own région or not × regime
 * with or without a letter. What is expected is written here in words of domain/3, apart from the table it checks; a new
 * verb without its line does not compile, and the row one may not see is looked for in a real database.
 */

type Qui = CodeRole | `membre_${DroitMembre}`;
const ROLES_SEULS = (Object.keys(ROLES) as CodeRole[]).filter((r) => r !== "equipe_projet");
const QUI: readonly Qui[] = [
  ...ROLES_SEULS,
  "equipe_projet",
  "membre_lecteur",
  "membre_redacteur",
  "membre_responsable",
];

type Cas = { etat: CodeEtat; maRegion: boolean; regime: CodeRegime };
type Attendu = (qui: Qui, cas: Cas) => boolean;

const DEPOSES: readonly CodeEtat[] = [
  "depose",
  "en_instruction",
  "complements_demandes",
  "laureat",
  "refuse",
  "conventionne",
  "en_suivi",
  "clos",
];
const MODIFIABLES: readonly CodeEtat[] = [
  "brouillon",
  "lettre_deposee",
  "lettre_go",
  "lettre_no_go",
  "en_montage",
  "complements_demandes",
];

const lire: Attendu = (qui, { etat, maRegion }) => {
  if (qui.startsWith("membre_")) return true;
  switch (qui) {
    case "lecteur_national":
      return true;
    case "region_academique":
      return maRegion;
    case "conseil_regional":
      return maRegion && etat !== "brouillon" && etat !== "abandonne";
    case "evaluateur_sgpi":
      return DEPOSES.includes(etat);
    case "operateur":
      return etat === "conventionne" || etat === "en_suivi" || etat === "clos";
    default:
      return false;
  }
};
const ecrire: Attendu = (qui, { etat }) =>
  (qui === "membre_redacteur" || qui === "membre_responsable") && MODIFIABLES.includes(etat);

const ATTENDUS: Record<VerbeDossier, Attendu> = {
  "dossier.lire": lire,
  "dossier.exporter": lire,
  "piece.lire": lire,
  "version.lire": lire,
  "dossier.modifier": ecrire,
  "piece.ajouter": ecrire,
  "piece.modifier": ecrire,
  "piece.retirer": ecrire,
  "dossier.deposer": (qui, { etat, regime }) =>
    qui === "membre_responsable" &&
    (etat === "complements_demandes" || etat === (regime === "ATCF" ? "en_montage" : "brouillon")),
  "dossier.rouvrir": (qui, { etat }) => qui === "membre_responsable" && etat === "depose",
  "dossier.abandonner": (qui, { etat }) =>
    qui === "membre_responsable" && !["refuse", "conventionne", "en_suivi", "clos", "abandonne"].includes(etat),
};

const GENERAUX: Record<VerbeGeneral, readonly CodeRole[]> = {
  "dossier.creer": ["equipe_projet"],
  "dossier.importer": ["equipe_projet"],
  "dossier.lister": [
    "equipe_projet",
    "region_academique",
    "conseil_regional",
    "evaluateur_sgpi",
    "operateur",
    "lecteur_national",
  ],
};

let base: BaseDeTest;
const agents = new Map<Qui, Agent>();
const cas: (Cas & { id: string })[] = [];

beforeAll(async () => {
  base = await baseDeTest();
  for (const qui of QUI) {
    const role = qui.startsWith("membre_") ? "equipe_projet" : (qui as CodeRole);
    agents.set(qui, await creerAgent(base.client, role, { regionAcademique: "01", uai: "0699999U" }));
  }
  for (const etat of CODES_ETAT)
    for (const maRegion of [true, false])
      for (const regime of ["ATCF", "CMA-DIAG"] as const) {
        const { id } = await base.client.dossier.create({
          data: { titre: "Essai", regime, etat, regionAcademique: maRegion ? "01" : "02" },
          select: { id: true },
        });
        cas.push({ id, etat, maRegion, regime });
      }
  await base.client.membreDossier.createMany({
    data: cas.flatMap(({ id }) =>
      (["lecteur", "redacteur", "responsable"] as const).map((droit) => ({
        dossierId: id,
        utilisateurId: agent(`membre_${droit}`).id,
        droit,
      })),
    ),
  });
});
afterAll(() => base.fermer());

const agent = (qui: Qui): Agent => {
  const trouve = agents.get(qui);
  if (!trouve) throw new Error(qui);
  return trouve;
};
const objet = (qui: Qui, { etat, maRegion, regime }: Cas): ObjetDossier => ({
  etat,
  regime,
  regionAcademique: maRegion ? "01" : "02",
  membre: qui.startsWith("membre_") ? (qui.slice("membre_".length) as DroitMembre) : null,
});
const nom = (c: Cas) => `${c.regime} ${c.etat} ${c.maRegion ? "de ma région" : "d’ailleurs"}`;

describe.each(VERBES_DOSSIER)("%s", (verbe) => {
  test.each(QUI)("%s", async (qui) => {
    const attendus = cas.filter((c) => ATTENDUS[verbe](qui, c));
    const selonPeut = cas.filter((c) => peut(agent(qui), verbe, objet(qui, c)));
    expect(selonPeut.map(nom)).toEqual(attendus.map(nom));
    const trouves = await base.client.dossier.findMany({
      where: { AND: [dossiersPermis(agent(qui), verbe)] },
      select: { id: true },
    });
    const ids = new Set(trouves.map((d) => d.id));
    expect(cas.filter((c) => ids.has(c.id)).map(nom)).toEqual(attendus.map(nom));
  });
});

describe.each(VERBES_GENERAUX)("%s", (verbe) => {
  test.each(Object.keys(ROLES) as CodeRole[])("%s", (role) => {
    expect(peut(agent(role), verbe)).toBe(GENERAUX[verbe].includes(role));
  });
});

describe("refus par défaut", () => {
  const sansDroit = (): Agent => ({ ...agent("membre_responsable"), habilitations: [] });

  test("une habilitation retirée ferme tout, même à un membre responsable", async () => {
    for (const verbe of VERBES_DOSSIER) {
      expect(await base.client.dossier.count({ where: { AND: [dossiersPermis(sansDroit(), verbe)] } })).toBe(0);
      expect(cas.some((c) => peut(sansDroit(), verbe, objet("membre_responsable", c)))).toBe(false);
    }
  });

  test("un rôle régional sans région ne voit rien, pas même les dossiers sans région", async () => {
    await base.client.dossier.create({ data: { titre: "Sans région", regime: "ATCF", etat: "depose" } });
    for (const role of ["region_academique", "conseil_regional"] as const) {
      const egare: Agent = { ...agent(role), habilitations: [{ role, regionAcademique: null, uai: null }] };
      expect(await base.client.dossier.count({ where: { AND: [dossiersPermis(egare, "dossier.lire")] } })).toBe(0);
      const c = { etat: "depose", regime: "ATCF", regionAcademique: null, membre: null } as const;
      expect(peut(egare, "dossier.lire", c)).toBe(false);
    }
  });

  test("deux habilitations s’ajoutent", () => {
    const double: Agent = {
      ...agent("operateur"),
      habilitations: [...agent("operateur").habilitations, ...agent("region_academique").habilitations],
    };
    const brouillon = { etat: "brouillon", regime: "ATCF", regionAcademique: "01", membre: null } as const;
    expect(peut(double, "dossier.lire", brouillon)).toBe(true);
    expect(peut(double, "dossier.lire", { ...brouillon, regionAcademique: "02", etat: "clos" })).toBe(true);
    expect(peut(double, "dossier.lire", { ...brouillon, regionAcademique: "02" })).toBe(false);
  });
});
