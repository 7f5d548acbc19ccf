import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CODES_ETAT } from "@/lib/domain/etats";
import { type CodeRole, ROLES } from "@/lib/domain/roles";
import {
  type Agent,
  cartePermise,
  type DroitMembre,
  dossiersPermis,
  type HabilitationAgent,
  type ObjetDossier,
  partsPermises,
  peut,
  SANS_PORTEE,
  VERBES_CARTE,
  VERBES_COMPTE,
  VERBES_DOSSIER,
  VERBES_GENERAUX,
  VERBES_PART,
} from "@/lib/server/droits";
import type { Prisma } from "@/prisma/genere/client";
import { poserDemandes } from "./carte";
import { type Cas, EN_GENERAL, type Qui, SUR_CARTE, SUR_COMPTE, SUR_DOSSIER, SUR_PART } from "./droits-attendus";
import { type BaseDeTest, baseDeTest } from "./outils";

/**
 * The whole matrix on dossiers, in general, on accounts and on parts: every role (team members by their right) × every verb
 * × every state × own région or not × regime with or without a letter × filed before or not, with a right of the whole
 * service or limited to some dossiers. `peut` and the `where` builders against droits-attendus.ts, on a real database.
 * Rights and requests: droits-habilitations.test.ts.
 */

const TOUS = Object.keys(ROLES) as CodeRole[];
const MEMBRES = ["lecteur", "redacteur", "responsable"] as const;
const QUI: readonly Qui[] = [...TOUS, ...MEMBRES.map((d) => `membre_${d}` as const)];

type CasLu = Cas & { id: string; limite: boolean };

let base: BaseDeTest;
const cas: CasLu[] = [];
const comptes = new Map<Qui, string>();

const droitDe = (qui: Qui): DroitMembre | null =>
  qui.startsWith("membre_") ? (qui.slice("membre_".length) as DroitMembre) : null;
const roleDe = (qui: Qui): CodeRole => (droitDe(qui) === null ? (qui as CodeRole) : "equipe_projet");

const PORTEE = { ...SANS_PORTEE, regionAcademique: "01", uai: "0699999U", campus: "Campus (exemple)" };

function agentAvec(qui: Qui, habilitations: HabilitationAgent[]): Agent {
  const id = comptes.get(qui) as string;
  const email = `${qui}@exemple.invalid`;
  return { id, nom: qui, email, organisation: "Essai", persona: null, methode: "proconnect", habilitations };
}
const agent = (qui: Qui): Agent => agentAvec(qui, [{ ...PORTEE, role: roleDe(qui) }]);
/** The same role, on the limited dossiers only: one right for each. */
const agentLimite = (qui: Qui): Agent =>
  agentAvec(
    qui,
    cas.filter((c) => c.limite).map(({ id }) => ({ ...PORTEE, role: roleDe(qui), dossierId: id, partenaire: "a" })),
  );

beforeAll(async () => {
  base = await baseDeTest();
  for (const qui of QUI) comptes.set(qui, randomUUID());
  await base.client.utilisateur.createMany({
    data: [...comptes].map(([qui, id]) => ({
      id,
      prenom: "Essai",
      nom: qui,
      email: `${qui}@exemple.invalid`,
      organisation: "Essai",
    })),
  });
  for (const etat of CODES_ETAT)
    for (const maRegion of [true, false])
      for (const regime of ["ATCF", "CMA-DIAG"] as const)
        for (const dejaDepose of [true, false])
          for (const sansResponsable of [true, false]) {
            const limite = cas.length % 9 === 0;
            cas.push({ id: randomUUID(), etat, maRegion, regime, dejaDepose, sansResponsable, limite });
          }
  await base.client.dossier.createMany({
    data: cas.map(({ id, etat, maRegion, regime }) => ({
      id,
      titre: "Essai",
      regime,
      etat,
      regionAcademique: maRegion ? "01" : "02",
    })),
  });
  const deposeeParId = comptes.get("membre_responsable") as string;
  const figee = { numero: 1, deposeeLe: new Date(0), deposeeParId, regime: "ATCF", regimeNumero: 1 };
  const sha = "0".repeat(64);
  const vide = {
    donnees: {},
    verdicts: { constats: [] },
    pieces: [],
    pdfCle: "x",
    pdfOctets: 1,
    pdfSha256: sha,
    donneesSha256: sha,
  };
  await base.client.versionDeposee.createMany({
    data: cas.filter((c) => c.dejaDepose).map(({ id }) => ({ dossierId: id, ...figee, ...vide })),
  });
  await base.client.membreDossier.createMany({
    data: cas.flatMap(({ id, sansResponsable }) =>
      MEMBRES.filter((droit) => droit !== "responsable" || !sansResponsable).map((droit) => ({
        dossierId: id,
        droit,
        utilisateurId: comptes.get(`membre_${droit}`) as string,
      })),
    ),
  });
  await base.client.partenaire.createMany({
    data: cas.flatMap(({ id }) => ["a", "b"].map((cle, rang) => ({ dossierId: id, cle, rang }))),
  });
});
afterAll(() => base.fermer());

const objet = (qui: Qui, { id, etat, maRegion, regime, dejaDepose, sansResponsable }: CasLu): ObjetDossier => ({
  ...{ id, etat, regime, dejaDepose, sansResponsable: sansResponsable === true },
  regionAcademique: maRegion ? "01" : "02",
  membre: droitDe(qui),
});
/**
 * What the database answers to this condition. Many rights give the same one, and the cases never change: each is asked once.
 * Printed whole (dates, nulls, order): two conditions of one text are one.
 */
const trouves = new Map<string, Promise<ReadonlySet<string>>>();
function trouver(where: Prisma.DossierWhereInput): Promise<ReadonlySet<string>> {
  const texte = JSON.stringify(where);
  const lus =
    trouves.get(texte) ??
    base.client.dossier
      .findMany({ where: { AND: [where] }, select: { id: true } })
      .then((lignes) => new Set(lignes.map((d) => d.id)));
  trouves.set(texte, lus);
  return lus;
}
const nom = (c: CasLu) =>
  `${c.regime} ${c.etat} ${c.maRegion ? "de ma région" : "d’ailleurs"}${c.dejaDepose ? ", déjà déposé" : ""}${c.sansResponsable ? ", sans responsable" : ""}`;

describe.each(VERBES_DOSSIER)("%s", (verbe) => {
  test.each([
    ["dans tout le service", agent, () => true],
    ["sur quelques dossiers", agentLimite, (c: CasLu) => c.limite],
  ] as const)("%s", async (_, agentDe, dansLaPortee) => {
    for (const qui of QUI) {
      const personne = agentDe(qui);
      // Nobody is the responsable of a dossier without one.
      const possibles = cas.filter((c) => qui !== "membre_responsable" || !c.sansResponsable);
      const attendus = possibles.filter((c) => dansLaPortee(c) && SUR_DOSSIER[verbe](qui, c)).map(nom);
      expect(possibles.filter((c) => peut(personne, verbe, objet(qui, c))).map(nom), `peut : ${qui}`).toEqual(attendus);
      const ids = await trouver(dossiersPermis(personne, verbe));
      expect(cas.filter((c) => ids.has(c.id)).map(nom), `dans la requête : ${qui}`).toEqual(attendus);
    }
  });
});

test.each(VERBES_GENERAUX)("en général, %s", (verbe) => {
  const { roles, surUnDossier } = EN_GENERAL[verbe];
  for (const role of TOUS) {
    const attendu = roles === "tous" || roles.includes(role);
    expect(peut(agent(role), verbe), role).toBe(attendu);
    expect(peut(agentLimite(role), verbe), `${role}, sur quelques dossiers`).toBe(attendu && surUnDossier);
  }
  expect(peut(agentAvec("partenaire", []), verbe), "sans droit").toBe(roles === "tous");
});

test.each(VERBES_COMPTE)("compte : %s, sur soi et jamais sur quelqu’un d’autre", (verbe) => {
  for (const qui of QUI)
    for (const aMoi of [true, false]) {
      const utilisateurId = aMoi ? (comptes.get(qui) as string) : randomUUID();
      expect(peut(agent(qui), verbe, { utilisateurId }), qui).toBe(SUR_COMPTE[verbe](aMoi));
    }
});

test.each(VERBES_PART)("%s : sa part, dans le dossier où l’on est invité", async (verbe) => {
  for (const role of TOUS) {
    const personne = agentLimite(role);
    const parts = cas.flatMap((c) =>
      ["a", "b"].map((partenaire) => ({ c, partenaire, dossierId: c.id, etat: c.etat })),
    );
    const attendues = parts.filter(({ c, partenaire }) =>
      SUR_PART[verbe](role, c.limite && partenaire === "a", c.etat),
    );
    const cles = (ps: readonly { dossierId: string; partenaire: string }[]) =>
      ps.map((p) => `${p.dossierId} ${p.partenaire}`).sort();
    expect(cles(parts.filter((p) => peut(personne, verbe, p))), role).toEqual(cles(attendues));
    const lues = await base.client.partenaire.findMany({ where: { AND: [partsPermises(personne, verbe)] } });
    expect(cles(lues.map((p) => ({ dossierId: p.dossierId, partenaire: p.cle }))), role).toEqual(cles(attendues));
    // Invited nowhere: the role alone opens no part.
    expect(await base.client.partenaire.count({ where: { AND: [partsPermises(agent(role), verbe)] } })).toBe(0);
  }
});

/** One demand for each place it may have: own région or not, own établissement or not, no région at all. */
const DEMANDES = [
  { numero: "region", regionAcademique: "01", uai: "0690001A" },
  { numero: "moi", regionAcademique: "01", uai: PORTEE.uai },
  { numero: "moi-ailleurs", regionAcademique: "02", uai: PORTEE.uai },
  { numero: "ailleurs", regionAcademique: "02", uai: "0210001A" },
  { numero: "nulle-part", regionAcademique: null, uai: "0210001A" },
];

describe("sur la carte", () => {
  beforeAll(() => poserDemandes(base.client, DEMANDES));

  test.each(VERBES_CARTE)("%s : dans son étendue", async (verbe) => {
    for (const role of TOUS) {
      const attendues = DEMANDES.filter((d) =>
        SUR_CARTE[verbe](role, { maRegion: d.regionAcademique === "01", monUai: d.uai === PORTEE.uai }),
      )
        .map((d) => d.numero)
        .sort();
      expect(
        DEMANDES.filter((d) => peut(agent(role), verbe, d))
          .map((d) => d.numero)
          .sort(),
        role,
      ).toEqual(attendues);
      const lues = await base.client.demandeOrion.findMany({ where: { AND: [cartePermise(agent(role), verbe)] } });
      expect(lues.map((d) => d.numero).sort(), `dans la requête : ${role}`).toEqual(attendues);
      // A right on one dossier opens no part of the carte, nor does a role without its scope.
      expect(await base.client.demandeOrion.count({ where: cartePermise(agentLimite(role), verbe) }), role).toBe(0);
      const sansPortee = agentAvec(role, [{ ...SANS_PORTEE, role }]);
      const partout = SUR_CARTE[verbe](role, { maRegion: false, monUai: false });
      expect(await base.client.demandeOrion.count({ where: cartePermise(sansPortee, verbe) }), role).toBe(
        partout ? DEMANDES.length : 0,
      );
    }
  });
});

describe("refus par défaut", () => {
  test("une habilitation retirée ferme tout, même à un membre responsable", async () => {
    const sansDroit = agentAvec("membre_responsable", []);
    for (const verbe of VERBES_DOSSIER) {
      expect(await base.client.dossier.count({ where: { AND: [dossiersPermis(sansDroit, verbe)] } })).toBe(0);
      expect(cas.some((c) => peut(sansDroit, verbe, objet("membre_responsable", c)))).toBe(false);
    }
  });

  test("un rôle régional sans région ne voit rien, pas même les dossiers sans région", async () => {
    const { id } = await base.client.dossier.create({ data: { titre: "Sans région", regime: "ATCF", etat: "depose" } });
    const sansRegion = {
      id,
      etat: "depose",
      regime: "ATCF",
      regionAcademique: null,
      membre: null,
      sansResponsable: false,
    } as const;
    for (const role of ["region_academique", "conseil_regional"] as const) {
      const egare = agentAvec(role, [{ ...SANS_PORTEE, role }]);
      expect(await base.client.dossier.count({ where: { AND: [dossiersPermis(egare, "dossier.lire")] } })).toBe(0);
      expect(peut(egare, "dossier.lire", { ...sansRegion, dejaDepose: true })).toBe(false);
    }
    await base.client.dossier.delete({ where: { id } });
  });

  test("deux habilitations s’ajoutent", () => {
    const droits = (["operateur", "region_academique"] as const).map((role) => ({ ...PORTEE, role }));
    const double = agentAvec("operateur", droits);
    const brouillon: ObjetDossier = {
      ...{ id: randomUUID(), etat: "brouillon", regime: "ATCF", regionAcademique: "01" },
      ...{ membre: null, dejaDepose: false, sansResponsable: false },
    };
    expect(peut(double, "dossier.lire", brouillon)).toBe(true);
    expect(peut(double, "dossier.lire", { ...brouillon, regionAcademique: "02", etat: "clos" })).toBe(true);
    expect(peut(double, "dossier.lire", { ...brouillon, regionAcademique: "02" })).toBe(false);
  });
});
