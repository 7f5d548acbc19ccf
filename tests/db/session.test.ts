import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { transaction } from "@/lib/server/base";
import { oublierBlocages } from "@/lib/server/debit/consommer";
import {
  DUREE_MAX_MS,
  empreinteJeton,
  fermerBail,
  fermerSessions,
  INACTIVITE_MAX_MS,
  lireBail,
} from "@/lib/server/session/bail";
import { listerSessions } from "@/lib/server/session/lister-sessions";
import { ouvrirPersona } from "@/lib/server/session/persona";
import { revoquerAutresSessions, revoquerSession } from "@/lib/server/session/revoquer-session";
import { erreurDe } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

const reglages = vi.hoisted(() => ({ RIGEL_DEMO: true }));
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return {
    env: {
      ...env,
      NEXTAUTH_SECRET: "s".repeat(32),
      get RIGEL_DEMO() {
        return reglages.RIGEL_DEMO;
      },
    },
  };
});

// The limits read the address of who asks: here nobody does.
vi.mock("next/headers", () => ({ headers: async () => new Headers() }));

let base: BaseDeTest;
const T0 = new Date("2026-11-21T08:00:00Z");
const apres = (ms: number) => new Date(T0.getTime() + ms);

beforeAll(async () => {
  base = await baseDeTest();
  await base.client.utilisateur.create({
    data: {
      prenom: "Alex",
      nom: "Exemple",
      email: "alex@exemple.invalid",
      organisation: "GIP",
      persona: "equipe_projet",
      habilitations: {
        create: [
          { role: "equipe_projet", regionAcademique: "01", debut: new Date("2026-01-01") },
          { role: "operateur", debut: new Date("2026-01-01"), fin: new Date("2026-11-20") },
          { role: "lecteur_national", debut: new Date("2026-11-22") },
          { role: "administrateur", debut: new Date("2026-01-01"), retireeLe: T0 },
        ],
      },
    },
  });
});
afterAll(() => base.fermer());
beforeEach(async () => {
  reglages.RIGEL_DEMO = true;
  await base.client.limiteDebit.deleteMany();
  oublierBlocages();
});

describe("une session", () => {
  test("rend la personne et ses droits vivants ce jour-là, et eux seuls", async () => {
    const agent = await lireBail(await ouvrirPersona("equipe_projet", T0), T0);
    expect(agent).toMatchObject({
      nom: "Alex Exemple",
      email: "alex@exemple.invalid",
      persona: "equipe_projet",
      habilitations: [{ role: "equipe_projet", regionAcademique: "01", uai: null }],
    });
  });

  test("le dernier jour d’une habilitation compte, le premier aussi, à l’heure de Paris", async () => {
    const roles = async (instant: Date) =>
      (await lireBail(await ouvrirPersona("equipe_projet", instant), instant))?.habilitations.map((h) => h.role);
    expect(await roles(new Date("2026-11-20T22:59:00Z"))).toEqual(["equipe_projet", "operateur"]);
    expect(await roles(new Date("2026-11-21T23:00:00Z"))).toEqual(["equipe_projet", "lecteur_national"]);
  });

  test("une habilitation retirée l’est à la requête suivante", async () => {
    const jeton = await ouvrirPersona("equipe_projet", T0);
    await base.client.habilitation.updateMany({ where: { role: "equipe_projet" }, data: { retireeLe: T0 } });
    expect((await lireBail(jeton, T0))?.habilitations).toEqual([]);
    await base.client.habilitation.updateMany({ where: { role: "equipe_projet" }, data: { retireeLe: null } });
  });

  test("la base ne contient que l’empreinte du jeton", async () => {
    const jeton = await ouvrirPersona("equipe_projet", T0);
    const sessions = await base.client.session.findMany();
    expect(JSON.stringify(sessions)).not.toContain(jeton);
    expect(sessions.map((s) => s.id)).toContain(createHash("sha256").update(jeton).digest("hex"));
  });

  test("finit après deux heures sans rien demander, pas une seconde avant", async () => {
    const jeton = await ouvrirPersona("equipe_projet", T0);
    expect(await lireBail(jeton, apres(INACTIVITE_MAX_MS - 1_000))).not.toBeNull();
    const autre = await ouvrirPersona("equipe_projet", T0);
    expect(await lireBail(autre, apres(INACTIVITE_MAX_MS))).toBeNull();
  });

  test("finit au bout de douze heures, même active", async () => {
    const jeton = await ouvrirPersona("equipe_projet", T0);
    for (let ms = 0; ms < DUREE_MAX_MS; ms += INACTIVITE_MAX_MS / 2)
      expect(await lireBail(jeton, apres(ms))).not.toBeNull();
    expect(await lireBail(jeton, apres(DUREE_MAX_MS - 1_000))).not.toBeNull();
    expect(await lireBail(jeton, apres(DUREE_MAX_MS))).toBeNull();
  });

  test("fermée, elle ne vaut plus rien ; fermée deux fois, elle ne s’inscrit qu’une fois", async () => {
    const jeton = await ouvrirPersona("equipe_projet", T0);
    const inscrites = () => base.client.entreeJournal.count({ where: { action: "session.fermer" } });
    const avant = await inscrites();
    await fermerBail(jeton, T0);
    await fermerBail(jeton, T0);
    expect(await lireBail(jeton, T0)).toBeNull();
    expect(await inscrites()).toBe(avant + 1);
  });

  test("un jeton inventé n’ouvre rien", async () => {
    expect(await lireBail("inventé", T0)).toBeNull();
    expect(await lireBail("", T0)).toBeNull();
  });
});

describe("les sessions d’une personne", () => {
  const ouvrir = async (appareil: string | null, maintenant = T0) => {
    const jeton = await ouvrirPersona("equipe_projet", maintenant, appareil);
    const { reference } = await base.client.session.findUniqueOrThrow({ where: { id: empreinteJeton(jeton) } });
    const agent = await lireBail(jeton, maintenant);
    if (agent === null) throw new Error("Une session était attendue.");
    return { jeton, reference, agent };
  };
  beforeEach(() => base.client.session.deleteMany());

  test("se listent : celle-ci d’abord, avec l’appareil ; les finies disent pourquoi", async () => {
    const vieille = await ouvrir("Safari sur iPad", apres(-INACTIVITE_MAX_MS));
    const longue = await ouvrir("Chrome sur Windows", apres(-DUREE_MAX_MS));
    await base.client.session.update({ where: { reference: longue.reference }, data: { vueLe: apres(-1_000) } });
    const sortie = await ouvrir(null, apres(-60_000));
    await fermerBail(sortie.jeton, apres(-30_000));
    const ici = await ouvrir("Firefox sur Linux", apres(-5_000));
    const autre = await ouvrir("Edge sur Windows");
    const { ouvertes, finies } = await listerSessions(ici.agent, ici.reference, T0);
    expect(ouvertes.map((s) => [s.reference, s.appareil, s.courante])).toEqual([
      [ici.reference, "Firefox sur Linux", true],
      [autre.reference, "Edge sur Windows", false],
    ]);
    expect(new Map(finies.map((s) => [s.reference, s.motif]))).toEqual(
      new Map([
        [sortie.reference, "sortie"],
        [vieille.reference, "inactivite"],
        [longue.reference, "duree"],
      ]),
    );
  });

  test("se ferment une à une : à la requête suivante, plus rien", async () => {
    const ici = await ouvrir("Firefox sur Linux");
    const autre = await ouvrir("Edge sur Windows");
    await revoquerSession(ici.agent, { reference: autre.reference }, T0);
    expect(await lireBail(autre.jeton, T0)).toBeNull();
    expect(await lireBail(ici.jeton, T0)).not.toBeNull();
    expect((await erreurDe(revoquerSession(ici.agent, { reference: autre.reference }, T0))).code).toBe("introuvable");
  });

  test("se ferment toutes sauf celle-ci, et le journal dit combien", async () => {
    const ici = await ouvrir("Firefox sur Linux");
    const autres = [await ouvrir("Edge sur Windows"), await ouvrir(null)];
    expect(await revoquerAutresSessions(ici.agent, ici.reference, T0)).toEqual({ fermees: 2 });
    for (const { jeton } of autres) expect(await lireBail(jeton, T0)).toBeNull();
    expect(await lireBail(ici.jeton, T0)).not.toBeNull();
    const entree = await base.client.entreeJournal.findFirst({ orderBy: { id: "desc" } });
    expect(entree).toMatchObject({ action: "session.revoquer_autres", apres: { fermees: 2 } });
  });

  test("celle d’une autre personne est introuvable, comme celle qui n’existe pas", async () => {
    const ici = await ouvrir("Firefox sur Linux");
    const etranger = { ...ici.agent, id: "00000000-0000-4000-8000-000000000000" };
    const refus = await erreurDe(revoquerSession(etranger, { reference: ici.reference }, T0));
    expect(refus).toEqual(
      await erreurDe(revoquerSession(etranger, { reference: "00000000-0000-4000-8000-000000000001" }, T0)),
    );
    expect(await lireBail(ici.jeton, T0)).not.toBeNull();
  });

  test("un droit retiré les ferme toutes dans la même transaction, et rien si elle échoue", async () => {
    const { jeton, agent } = await ouvrir("Firefox sur Linux");
    await expect(
      transaction(async (tx) => {
        expect(await fermerSessions(tx, agent.id, "droit_retire", undefined, T0)).toBe(1);
        throw new Error("panne");
      }),
    ).rejects.toThrow("panne");
    expect(await lireBail(jeton, T0)).not.toBeNull();
    await transaction((tx) => fermerSessions(tx, agent.id, "droit_retire", undefined, T0));
    expect(await lireBail(jeton, T0)).toBeNull();
    expect((await listerSessions(agent, null, T0)).finies[0]).toMatchObject({ motif: "droit_retire" });
  });

  test("chaque connexion a son jeton neuf", async () => {
    expect((await ouvrir(null)).jeton).not.toBe((await ouvrir(null)).jeton);
  });
});

describe("la connexion par persona", () => {
  const derniere = () => base.client.entreeJournal.findFirst({ orderBy: { id: "desc" } });

  test("s’inscrit au journal", async () => {
    await ouvrirPersona("equipe_projet", T0);
    expect(await derniere()).toMatchObject({
      action: "session.ouvrir_persona",
      issue: "ok",
      objet: "persona:equipe_projet",
    });
  });

  test.each([
    ["inconnu"],
    ["Perrine Dupont, 06 12 34 56 78"],
    [""],
    [null],
    [{ persona: "equipe_projet" }],
    ["x".repeat(5_000)],
  ])("un compte qui n’existe pas est refusé et le refus inscrit : %s", async (code) => {
    expect((await erreurDe(ouvrirPersona(code, T0))).code).toBe("interdit");
    const entree = await derniere();
    expect(entree).toMatchObject({ action: "session.ouvrir_persona", issue: "refus", acteurId: null });
    expect(entree?.objet).toBe("persona:inconnu");
  });

  test("deux cents refus en une minute n’écrivent pas deux cents lignes, et restent des refus", async () => {
    const minute = new Date("2026-11-22T08:00:00Z");
    const inscrits = () => base.client.entreeJournal.count({ where: { issue: "refus" } });
    const avant = await inscrits();
    for (let i = 0; i < 200; i++) expect((await erreurDe(ouvrirPersona("inconnu", minute))).code).toBe("interdit");
    expect(await inscrits()).toBe(avant + 60);
  });

  test("hors démonstration, un persona qui existe est refusé, sans session, et le refus est inscrit", async () => {
    reglages.RIGEL_DEMO = false;
    const avant = await base.client.session.count();
    expect((await erreurDe(ouvrirPersona("equipe_projet", T0))).code).toBe("interdit");
    expect(await base.client.session.count()).toBe(avant);
    expect(await derniere()).toMatchObject({ issue: "refus", objet: "persona:equipe_projet" });
    expect((await erreurDe(ouvrirPersona("Perrine Dupont, 06 12 34 56 78", T0))).code).toBe("interdit");
    expect(await derniere()).toMatchObject({ issue: "refus", objet: "persona:inconnu" });
  });
});
