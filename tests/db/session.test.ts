import { createHash } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { DUREE_MAX_MS, fermerBail, INACTIVITE_MAX_MS, lireBail } from "@/lib/server/session/bail";
import { ouvrirPersona } from "@/lib/server/session/persona";
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
beforeEach(() => {
  reglages.RIGEL_DEMO = true;
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

  test.each([["inconnu"], [""], [null], [{ persona: "equipe_projet" }], ["x".repeat(5_000)]])(
    "un compte qui n’existe pas est refusé et le refus inscrit : %s",
    async (code) => {
      expect((await erreurDe(ouvrirPersona(code, T0))).code).toBe("interdit");
      const entree = await derniere();
      expect(entree).toMatchObject({ action: "session.ouvrir_persona", issue: "refus", acteurId: null });
      expect(entree?.objet?.length).toBeLessThan(100);
    },
  );

  test("deux cents refus en une minute n’écrivent pas deux cents lignes, et restent des refus", async () => {
    const minute = new Date("2026-11-22T08:00:00Z");
    const inscrits = () => base.client.entreeJournal.count({ where: { issue: "refus" } });
    const avant = await inscrits();
    for (let i = 0; i < 200; i++) expect((await erreurDe(ouvrirPersona("inconnu", minute))).code).toBe("interdit");
    expect(await inscrits()).toBe(avant + 60);
    await erreurDe(ouvrirPersona("inconnu", new Date("2026-11-22T08:01:00Z")));
    expect(await inscrits()).toBe(avant + 61);
  });

  test("hors démonstration, un persona qui existe est refusé, sans session, et le refus est inscrit", async () => {
    reglages.RIGEL_DEMO = false;
    const avant = await base.client.session.count();
    expect((await erreurDe(ouvrirPersona("equipe_projet", T0))).code).toBe("interdit");
    expect(await base.client.session.count()).toBe(avant);
    expect(await derniere()).toMatchObject({ issue: "refus", objet: "persona:equipe_projet" });
  });
});
