import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { avecLecteur, ENTETE_LECTEUR } from "@/lib/schemas/lecteur";
import { AUTRE_PERSONNE } from "@/lib/schemas/reponse";
import { action } from "@/lib/server/action";
import { servir } from "@/lib/server/api";
import { LIMITES } from "@/lib/server/debit/limites";
import type { Agent } from "@/lib/server/droits";
import { ErreurMetier, interdit } from "@/lib/server/erreur";
import { creerAgent } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

const monde = vi.hoisted(() => ({ agent: null as unknown, relues: [] as unknown[] }));
vi.mock("next/headers", () => ({ headers: async () => new Headers({ "x-request-id": "requete-de-test-1" }) }));
vi.mock("next/cache", () => ({ revalidatePath: (...args: unknown[]) => monde.relues.push(args) }));
vi.mock("next/navigation", () => ({
  unstable_rethrow: (erreur: { signal?: boolean }) => {
    if (erreur.signal) throw erreur;
  },
}));
vi.mock("@/lib/server/session", () => ({ agentCourant: async () => monde.agent }));

let base: BaseDeTest;
let agent: Agent;
beforeAll(async () => {
  base = await baseDeTest();
  agent = await creerAgent(base.client, "equipe_projet");
});
afterAll(() => base.fermer());
beforeEach(() => {
  monde.agent = agent;
  monde.relues = [];
});

const schema = z.strictObject({ dossierId: z.string(), n: z.coerce.number() });
const faire = (executer: (agent: Agent, entree: { n: number }, maintenant: Date) => Promise<unknown>) =>
  action({
    nom: "essai.faire",
    schema,
    executer,
    revalider: ({ dossierId }) => [[`/dossiers/${dossierId}`, "layout"]],
  });

describe("l’enveloppe des actions", () => {
  test("lit la demande, exécute, relit les pages, répond", async () => {
    const double = faire(async (a, { n }) => ({ par: a.id, n: n * 2 }));
    expect(await double({ dossierId: "d", n: "4" })).toEqual({ ok: true, data: { par: agent.id, n: 8 } });
    expect(monde.relues).toEqual([["/dossiers/d", "layout"]]);
  });

  test("sans session : ni lecture, ni exécution", async () => {
    monde.agent = null;
    const executer = vi.fn();
    expect(await faire(executer)({ dossierId: "d", n: 1 })).toMatchObject({ ok: false, error: { code: "session" } });
    expect(executer).not.toHaveBeenCalled();
  });

  test("une demande fautive n’exécute rien et ne relit rien", async () => {
    const executer = vi.fn();
    expect(await faire(executer)({ dossierId: "d", n: "x" })).toMatchObject({
      error: { code: "saisie", fields: { n: "Cette valeur manque ou n’est pas du bon type." } },
    });
    expect(executer).not.toHaveBeenCalled();
    expect(monde.relues).toEqual([]);
  });

  test("un refus s’inscrit au journal, avec la requête", async () => {
    const refuser = faire(async () => Promise.reject(interdit()));
    const vise = "0b7e7a3e-3f0c-4a53-9d5e-9a3f6c1d2e4b";
    expect(await refuser({ dossierId: vise, n: 1 })).toMatchObject({ ok: false, error: { code: "interdit" } });
    expect(await base.client.entreeJournal.findFirst({ orderBy: { id: "desc" } })).toMatchObject({
      action: "essai.faire",
      acteurId: agent.id,
      issue: "refus",
      objet: vise,
      requeteId: "requete-de-test-1",
    });
  });

  test("rien de ce qui est tapé n’entre au journal : un identifiant, ou rien", async () => {
    const refuser = faire(async () => Promise.reject(interdit()));
    await refuser({ dossierId: "Perrine Dupont, 06 12 34 56 78", n: 1 });
    expect(await base.client.entreeJournal.findFirst({ orderBy: { id: "desc" } })).toMatchObject({
      action: "essai.faire",
      issue: "refus",
      objet: null,
    });
  });

  test("quarante refus d’une personne en une minute : trente inscrits, quarante réponses ; une autre personne s’inscrit toujours", async () => {
    const refuser = faire(async () => Promise.reject(interdit()));
    monde.agent = await creerAgent(base.client, "lecteur_national");
    const inscrits = () => base.client.entreeJournal.count({ where: { issue: "refus" } });
    const avant = await inscrits();
    for (let i = 0; i < 40; i++)
      expect(await refuser({ dossierId: "d", n: 1 })).toMatchObject({ error: { code: "interdit" } });
    expect(await inscrits()).toBe(avant + LIMITES.refus_personne.points);
    monde.agent = agent;
    await refuser({ dossierId: "d", n: 1 });
    expect(await inscrits()).toBe(avant + LIMITES.refus_personne.points + 1);
  });

  test("une faute de saisie ou une règle n’est pas un refus", async () => {
    const avant = await base.client.entreeJournal.count();
    await faire(async () => Promise.reject(new ErreurMetier("regle", "Non.")))({ dossierId: "d", n: 1 });
    expect(await base.client.entreeJournal.count()).toBe(avant);
  });

  test("un défaut ne dit que sa référence", async () => {
    const reponse = await faire(async () => Promise.reject(new Error("secret")))({ dossierId: "d", n: 1 });
    expect(reponse).toMatchObject({ ok: false, error: { code: "imprevu" } });
    expect(JSON.stringify(reponse)).not.toContain("secret");
  });

  test("les signaux de Next passent au travers", async () => {
    await expect(faire(async () => Promise.reject({ signal: true }))({ dossierId: "d", n: 1 })).rejects.toEqual({
      signal: true,
    });
  });
});

describe("une page ouverte par une personne, une autre connectée depuis", () => {
  const AUTRE = "0b0f1a2c-0000-4000-8000-00000000abcd";
  test("une action qui dit pour qui elle parle n’est pas faite au nom d’une autre", async () => {
    const executer = vi.fn(async () => ({ id: "x" }));
    const signer = action({ nom: "essai.signer", schema: avecLecteur(z.strictObject({ n: z.int() })), executer });
    expect(await signer({ n: 1, lecteur: AUTRE })).toMatchObject({
      error: { code: "session", fields: { [AUTRE_PERSONNE]: expect.any(String) } },
    });
    expect(executer).not.toHaveBeenCalled();
    expect(await signer({ n: 1, lecteur: agent.id })).toMatchObject({ ok: true });
  });

  test("un fichier envoyé non plus", async () => {
    const recevoir = vi.fn(async () => Response.json({ ok: true }));
    const envoyer = (lecteur: string) =>
      servir(
        new Request("http://rigel.exemple/api/v1/x", { method: "POST", headers: { [ENTETE_LECTEUR]: lecteur } }),
        { nom: "essai.envoyer", formulaire: true },
        recevoir,
      );
    const refus = await envoyer(AUTRE);
    expect([refus.status, await refus.json()]).toMatchObject([401, { ok: false, error: { code: "session" } }]);
    expect(recevoir).not.toHaveBeenCalled();
    expect((await envoyer(agent.id)).status).toBe(200);
  });
});
