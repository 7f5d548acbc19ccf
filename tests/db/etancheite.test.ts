import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Reponse } from "@/lib/schemas/reponse";
import type { Agent } from "@/lib/server/droits";
import { annulation } from "./annuler";
import { ACTIONS, CAS, type Ids } from "./demandes-actions";
import { creerAgent } from "./monde";
import { objetsDe } from "./objets";
import { type BaseDeTest, baseDeTest } from "./outils";

/**
 * « Not yours » and « does not exist » are one answer, for every server action that takes an identifier: all of them someone
 * else's, then one at a time among one's own. The actions come from the files of app/: a new one without a case fails.
 */

const monde = vi.hoisted(() => ({ agent: null as unknown }));
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "s".repeat(32), RIGEL_DATA: mkdtempSync("/tmp/rigel-etancheite-") } };
});
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({ get: () => undefined }),
}));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), after: () => undefined }));
vi.mock("next/navigation", () => ({ unstable_rethrow: () => undefined, redirect: () => undefined }));
vi.mock("@/lib/server/session", () => ({ agentCourant: async () => monde.agent }));
vi.mock("@/lib/server/debit/consommer", () => ({ consommer: async () => undefined }));

vi.mock("@/lib/server/base", async (original) =>
  (await import("./annuler")).baseAnnulable(await original<typeof import("@/lib/server/base")>()),
);

let base: BaseDeTest;
let vrais: Ids;
let siens: Ids;
let equipe: Agent;
/** Answers for a partner of `vrais.dossier`. */
let contact: Agent;
const personnes: Record<string, Agent> = {};

beforeAll(async () => {
  base = await baseDeTest();
  const { client } = base;
  equipe = await creerAgent(client, "equipe_projet", { regionAcademique: "12" });
  personnes["une autre équipe"] = equipe;
  personnes["une région voisine"] = await creerAgent(client, "region_academique", { regionAcademique: "01" });
  const sansDroit = await creerAgent(client, "etablissement");
  personnes["quelqu’un sans droit"] = { ...sansDroit, habilitations: [] };
  vrais = await objetsDe(client, await creerAgent(client, "equipe_projet", { regionAcademique: "12" }));
  siens = await objetsDe(client, equipe);
  contact = await creerAgent(client, "partenaire", { dossierId: vrais.dossier, partenaire: "gip" });
  personnes["le contact d’un partenaire d’un autre dossier"] = await creerAgent(client, "partenaire", {
    dossierId: siens.dossier,
    partenaire: "gip",
  });
  annulation.active = true;
});
afterAll(() => base.fermer());

const inventes = (): Ids => Object.fromEntries(Object.keys(vrais).map((nom) => [nom, randomUUID()])) as Ids;

type Appel = { fichier: string; action: string; nom: string };
async function demander({ fichier, action, nom }: Appel, ids: Ids, agent: Agent): Promise<Reponse<unknown>> {
  monde.agent = agent;
  const module = (await import(/* @vite-ignore */ path.resolve("app", fichier))) as Record<
    string,
    (e: unknown) => Promise<Reponse<unknown>>
  >;
  const faire = module[action];
  if (faire === undefined) throw new Error(`${nom} n’est pas exportée`);
  return faire((CAS[nom] as (o: Ids, lecteur: string) => object)(ids, agent.id));
}
const codeDe = (reponse: Reponse<unknown>): string => (reponse.ok ? "ok" : reponse.error.code);

/** The objects that a demand names. */
function nommes(nom: string): (keyof Ids)[] {
  const lus = new Set<keyof Ids>();
  const espion = new Proxy({} as Ids, {
    get: (_, cle) => {
      lus.add(cle as keyof Ids);
      return "x";
    },
  });
  (CAS[nom] as (o: Ids, lecteur: string) => object)(espion, "x");
  return [...lus];
}
const NOMMANT = ACTIONS.filter((a) => typeof CAS[a.nom] === "function");
/** Only a filed dossier has receipts: tests/db/paquet.test.ts asks for one that is not this dossier's. */
const SUR_DEPOSE = "dossiers/[id]/recepisses/actions#retirerRecepisse";
/** A demand of the carte is its whole région's: tests/db/liens-carte.test.ts asks for one of another région. */
const DE_LA_REGION = "dossiers/[id]/carte/actions#deciderLiens";
const A_PLUSIEURS = NOMMANT.filter((a) => nommes(a.nom).length > 1 && a.nom !== SUR_DEPOSE && a.nom !== DE_LA_REGION);

test("chaque action a son cas", () => {
  expect(ACTIONS.length).toBeGreaterThan(20);
  expect(ACTIONS.map((a) => a.nom).filter((nom) => !(nom in CAS))).toEqual([]);
  expect(A_PLUSIEURS.length).toBeGreaterThan(8);
});

describe("à autrui ou inexistant : la même réponse", () => {
  test.each(NOMMANT)("$nom", async (appel) => {
    for (const [qui, agent] of Object.entries(personnes)) {
      const vraie = await demander(appel, vrais, agent);
      const fausse = await demander(appel, inventes(), agent);
      expect(vraie, qui).toEqual(fausse);
      // Refused for want of right, not for a mistake in this test's own demand.
      expect(["introuvable", "interdit"], `${qui} : ${JSON.stringify(vraie)}`).toContain(codeDe(vraie));
    }
  });
});

describe("un seul objet d’autrui parmi les siens", () => {
  test.each(A_PLUSIEURS)("$nom", async (appel) => {
    for (const cle of nommes(appel.nom)) {
      const vraie = await demander(appel, { ...siens, [cle]: vrais[cle] }, equipe);
      const fausse = await demander(appel, { ...siens, [cle]: randomUUID() }, equipe);
      expect(vraie, cle).toEqual(fausse);
      expect(codeDe(vraie), `${cle} : ${JSON.stringify(vraie)}`).toBe("introuvable");
    }
    // With nothing but one's own, the same demand goes through: the one object was what stopped it.
    const sienne = await demander(appel, siens, equipe);
    expect(["ok", "conflit"], JSON.stringify(sienne)).toContain(codeDe(sienne));
  });
});

describe("le contact d’un partenaire : sa part, et rien d’autre du dossier", () => {
  /** What a contact may be answered on a dossier that is really its own. */
  const SIENNES = ["participation/[dossier]/actions#enregistrerPart"];
  test.each(NOMMANT)("$nom", async (appel) => {
    const vraie = await demander(appel, vrais, contact);
    if (SIENNES.includes(appel.nom)) {
      expect(codeDe(vraie), JSON.stringify(vraie)).toBe("ok");
      return;
    }
    expect(vraie).toEqual(await demander(appel, inventes(), contact));
    expect(["introuvable", "interdit"], JSON.stringify(vraie)).toContain(codeDe(vraie));
  });
});
