import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quiDecide } from "@/lib/domain/habilitations";
import { type CodeRole, ROLES } from "@/lib/domain/roles";
import {
  type Agent,
  demandesPermises,
  habilitationsPermises,
  peut,
  responsablesDe,
  SANS_PORTEE,
  VERBES_HABILITATION,
} from "@/lib/server/droits";
import { SUR_HABILITATION } from "./droits-attendus";
import { type BaseDeTest, baseDeTest } from "./outils";

/** The matrix on rights and requests: every role × every verb × every role given × own région, campus, oneself or not. */

const TOUS = Object.keys(ROLES) as CodeRole[];
const ICI = { regionAcademique: "01", campus: "Campus d’ici (exemple)" };

type Vise = { id: string; titulaireId: string; role: CodeRole; regionAcademique: string | null; campus: string | null };

let base: BaseDeTest;
const ids = new Map<CodeRole, string>(TOUS.map((role) => [role, randomUUID()]));
const AUTRE = randomUUID();
const vises: Vise[] = [AUTRE, ...ids.values()].flatMap((titulaireId) =>
  TOUS.flatMap((role) =>
    [ICI.regionAcademique, "02", null].flatMap((regionAcademique) =>
      [ICI.campus, "Campus d’ailleurs (exemple)", null].map((campus) => ({
        ...{ id: randomUUID(), titulaireId, role, regionAcademique, campus },
      })),
    ),
  ),
);

const agent = (role: CodeRole, portee: { regionAcademique: string | null; campus: string | null } = ICI): Agent => ({
  id: ids.get(role) as string,
  nom: role,
  email: `${role}@exemple.invalid`,
  organisation: "Essai",
  persona: null,
  methode: "proconnect",
  habilitations: [{ ...SANS_PORTEE, ...portee, role }],
});

beforeAll(async () => {
  base = await baseDeTest();
  const identite = { prenom: "Essai", nom: "Essai", organisation: "Essai" };
  await base.client.utilisateur.createMany({
    data: [AUTRE, ...ids.values()].map((id) => ({ id, ...identite, email: `${id}@exemple.invalid` })),
  });
  const lignes = vises.map(({ titulaireId, ...v }) => ({ ...v, utilisateurId: titulaireId }));
  const { id: dossierId } = await base.client.dossier.create({ data: { titre: "Essai", regime: "ATCF" } });
  const part = { dossierId, partenaire: "a" };
  await base.client.habilitation.createMany({
    data: lignes.map((l) => ({ ...l, ...(l.role === "partenaire" && part), debut: new Date(0) })),
  });
  // Decided ones: several may then ask for the same thing.
  await base.client.demandeAcces.createMany({
    data: lignes.map((l) => ({ ...l, motif: "Essai", etat: "accordee" as const })),
  });
});
afterAll(() => base.fermer());

const attendus = (verbe: (typeof VERBES_HABILITATION)[number], role: CodeRole): string[] =>
  vises
    .filter((v) =>
      SUR_HABILITATION[verbe](role, {
        role: v.role,
        maRegion: v.regionAcademique === ICI.regionAcademique,
        monCampus: v.campus === ICI.campus,
        aMoi: v.titulaireId === ids.get(role),
      }),
    )
    .map((v) => v.id)
    .sort();

test.each(VERBES_HABILITATION)("%s", async (verbe) => {
  for (const role of TOUS) {
    const attendues = attendus(verbe, role);
    const selonPeut = vises.filter((v) => peut(agent(role), verbe, v)).map((v) => v.id);
    expect(selonPeut.sort(), `peut : ${role}`).toEqual(attendues);
    const trouvees = verbe.startsWith("demande.")
      ? await base.client.demandeAcces.findMany({ where: { AND: [demandesPermises(agent(role))] } })
      : await base.client.habilitation.findMany({ where: { AND: [habilitationsPermises(agent(role))] } });
    expect(trouvees.map((t) => t.id).sort(), `dans la requête : ${role}`).toEqual(attendues);
  }
});

test("sans région ni campus, un responsable local ne répond de rien, pas même de ce qui n’en a pas", async () => {
  for (const role of ["region_academique", "coordonnateur_cmq"] as const) {
    const egare = agent(role, { regionAcademique: null, campus: null });
    expect(vises.some((v) => VERBES_HABILITATION.some((verbe) => peut(egare, verbe, v)))).toBe(false);
    expect(await base.client.demandeAcces.count({ where: { AND: [demandesPermises(egare)] } })).toBe(0);
    expect(await base.client.habilitation.count({ where: { AND: [habilitationsPermises(egare)] } })).toBe(0);
  }
});

test("un droit limité à un dossier ne fait répondre de rien, n’administre rien", async () => {
  for (const role of TOUS) {
    const complet = agent(role);
    const limite = { ...complet, habilitations: complet.habilitations.map((h) => ({ ...h, dossierId: randomUUID() })) };
    expect(vises.some((v) => VERBES_HABILITATION.some((verbe) => peut(limite, verbe, v)))).toBe(false);
    expect(await base.client.demandeAcces.count({ where: { AND: [demandesPermises(limite)] } })).toBe(0);
    expect(await base.client.habilitation.count({ where: { AND: [habilitationsPermises(limite)] } })).toBe(0);
  }
});

test("la base refuse un droit limité à un dossier à qui n’y travaille pas, et un partenaire sans dossier ou sans nom", async () => {
  const { id: dossierId } = await base.client.dossier.create({ data: { titre: "Essai", regime: "ATCF" } });
  const creer = (role: CodeRole, portee: object) =>
    base.client.habilitation.create({ data: { utilisateurId: AUTRE, role, debut: new Date(0), ...portee } });
  for (const role of TOUS.filter((r) => r !== "equipe_projet" && r !== "partenaire"))
    await expect(creer(role, { dossierId }), role).rejects.toThrow();
  for (const portee of [{}, { dossierId }, { partenaire: "a" }])
    await expect(creer("partenaire", portee)).rejects.toThrow();
  const admises = [
    await creer("equipe_projet", { dossierId }),
    await creer("partenaire", { dossierId, partenaire: "a" }),
  ];
  await base.client.habilitation.deleteMany({ where: { id: { in: admises.map((h) => h.id) } } });
});

test("ceux que l’on prévient d’une demande sont ceux qui peuvent la décider", () => {
  for (const v of vises.filter((x) => x.titulaireId === AUTRE)) {
    const conditions = responsablesDe(v);
    for (const role of TOUS) {
      const [droit] = agent(role).habilitations;
      const prevenu = conditions.some((c) =>
        Object.entries(c).every(([cle, valeur]) => droit?.[cle as keyof typeof droit] === valeur),
      );
      expect(prevenu, `${role} pour ${JSON.stringify(v)}`).toBe(peut(agent(role), "demande.decider", v));
    }
  }
});

test("la phrase « qui décide » dit ce que les droits permettent", () => {
  const MOTS: Partial<Record<CodeRole, string>> = {
    region_academique: "région académique",
    coordonnateur_cmq: "campus",
    administrateur: "administrateur",
  };
  for (const role of TOUS.filter((r) => r !== "partenaire"))
    for (const [decideur, mot] of Object.entries(MOTS)) {
      const decide = peut(agent(decideur as CodeRole), "demande.decider", { titulaireId: AUTRE, role, ...ICI });
      expect(quiDecide(role).includes(mot), `${decideur} pour ${role}`).toBe(decide);
    }
});
