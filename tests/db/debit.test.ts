import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { action } from "@/lib/server/action";
import { reponseErreur } from "@/lib/server/api";
import { transaction } from "@/lib/server/base";
import { balayerDebit } from "@/lib/server/debit/balayer";
import { limiterConnexion, limiterLien } from "@/lib/server/debit/connexion";
import { consommer, oublierBlocages } from "@/lib/server/debit/consommer";
import { LIMITES, type NomLimite } from "@/lib/server/debit/limites";
import type { Agent } from "@/lib/server/droits";
import type { ErreurMetier } from "@/lib/server/erreur";
import { creerAgent, erreurDe } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

const monde = vi.hoisted(() => ({ agent: null as unknown, adresse: "203.0.113.9", mandataires: 1 }));
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return {
    env: new Proxy(env, {
      get: (cible, nom) =>
        nom === "NEXTAUTH_SECRET"
          ? "s".repeat(32)
          : nom === "RIGEL_PROXY_DE_CONFIANCE"
            ? monde.mandataires
            : Reflect.get(cible, nom),
    }),
  };
});
vi.mock("next/headers", () => ({ headers: async () => new Headers({ "x-forwarded-for": monde.adresse }) }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
vi.mock("next/navigation", () => ({ unstable_rethrow: () => undefined }));
vi.mock("@/lib/server/session", () => ({ agentCourant: async () => monde.agent }));

let base: BaseDeTest;
let agent: Agent;
beforeAll(async () => {
  base = await baseDeTest();
  agent = await creerAgent(base.client, "equipe_projet");
});
afterAll(() => base.fermer());
beforeEach(async () => {
  oublierBlocages();
  await base.client.limiteDebit.deleteMany();
  monde.agent = agent;
  monde.adresse = "203.0.113.9";
  monde.mandataires = 1;
});

/** One more would be too many. */
const remplir = async (nom: NomLimite, de: string) => {
  await consommer(nom, de);
  await base.client.limiteDebit.updateMany({
    where: { key: { startsWith: `${nom}:` } },
    data: { points: LIMITES[nom].points },
  });
};

describe("compter", () => {
  test("jusqu’à la limite, puis refuse en disant combien attendre ; une autre personne passe", async () => {
    await remplir("demandes_acces", "p1");
    const refus = await erreurDe(consommer("demandes_acces", "p1"));
    expect(refus).toMatchObject({ code: "trop_de_demandes", attendre: expect.any(Number) });
    expect(refus.message).toBe("Trop de demandes d’accès aujourd’hui. Attendez 24 heures, puis réessayez.");
    await consommer("demandes_acces", "p2");
  });

  test("deux processus comptent ensemble : vingt demandes simultanées en font vingt", async () => {
    await Promise.all(Array.from({ length: 20 }, () => consommer("ecritures", "p1")));
    expect(await base.client.limiteDebit.findMany({ where: { key: { startsWith: "ecritures:" } } })).toMatchObject([
      { points: 20 },
    ]);
  });

  test("la fenêtre passée, on repart de un", async () => {
    await remplir("ecritures", "p1");
    await base.client.limiteDebit.updateMany({ data: { expire: new Date(Date.now() - 1) } });
    await consommer("ecritures", "p1");
    expect(await base.client.limiteDebit.findFirst()).toMatchObject({ points: 1 });
  });

  test("qui a dépassé est retenu en mémoire : la base n’est plus interrogée", async () => {
    await remplir("ecritures", "p1");
    await erreurDe(consommer("ecritures", "p1"));
    const avant = await base.client.limiteDebit.findFirstOrThrow();
    for (let i = 0; i < 50; i++) await erreurDe(consommer("ecritures", "p1"));
    expect(await base.client.limiteDebit.findFirstOrThrow()).toEqual(avant);
  });

  test("la table ne dit rien de personne", async () => {
    await limiterLien("Zoe@Exemple.fr");
    const lignes = JSON.stringify(await base.client.limiteDebit.findMany());
    expect(lignes).not.toMatch(/zoe|exemple|203\.0/i);
    expect(lignes).toMatch(/lien_destinataire:[\w-]{32}/);
  });

  test("jamais dans une transaction : sur PGlite elle s’attendrait elle-même", async () => {
    const panne = vi.spyOn(console, "error").mockImplementation(() => undefined);
    await expect(transaction(() => consommer("lien_adresse", "x"))).rejects.toMatchObject({ code: "indisponible" });
    panne.mockRestore();
  });

  test("les fenêtres finies sont balayées, les autres restent", async () => {
    await consommer("ecritures", "p1");
    await consommer("exports", "p1");
    await base.client.limiteDebit.updateMany({
      where: { key: { startsWith: "ecritures" } },
      data: { expire: new Date("2020-01-01T00:00:00Z") },
    });
    expect(await balayerDebit(new Date())).toBe(1);
    expect(await base.client.limiteDebit.count()).toBe(1);
  });
});

describe("quand le compteur lui-même est en panne", () => {
  const panne = () => vi.spyOn(base.client.limiteDebit, "deleteMany").mockRejectedValue(new Error("base perdue"));

  test.each(Object.entries(LIMITES))("%s fait ce que dit la table", async (nom, { enPanne }) => {
    const espion = panne();
    const essai = consommer(nom as NomLimite, "p1");
    if (enPanne === "laisser") await essai;
    else expect((await erreurDe(essai)).code).toBe("indisponible");
    espion.mockRestore();
  });

  test("ce qui ouvre une session ou envoie un courriel se ferme ; le travail continue", () => {
    const fermees = Object.entries(LIMITES).flatMap(([nom, l]) => (l.enPanne === "refuser" ? [nom] : []));
    expect(fermees).toEqual([
      "connexion_adresse",
      "depart_proconnect",
      "retour_proconnect",
      "connexion_lien",
      "connexion_invitation",
      "connexion_persona",
      "refus_inscrits",
      "lien_destinataire",
      "lien_service",
      "lien_adresse",
      "invitations",
      "lettres",
      "motifs",
      "demandes_acces",
    ]);
  });
});

describe("la connexion", () => {
  test("compte par adresse, puis en tout", async () => {
    await limiterConnexion("connexion_lien");
    expect((await base.client.limiteDebit.findMany()).map((l) => l.key.split(":")[0]).sort()).toEqual([
      "connexion_adresse",
      "connexion_lien",
    ]);
    await remplir("connexion_adresse", "203.0.113.9");
    expect((await erreurDe(limiterConnexion("connexion_lien"))).code).toBe("trop_de_demandes");
    monde.adresse = "198.51.100.1";
    await limiterConnexion("connexion_lien");
  });

  test("une voie pleine laisse les autres ouvertes", async () => {
    await remplir("depart_proconnect", "tous");
    expect((await erreurDe(limiterConnexion("depart_proconnect"))).code).toBe("trop_de_demandes");
    for (const voie of ["retour_proconnect", "connexion_lien", "connexion_invitation", "connexion_persona"] as const)
      await limiterConnexion(voie);
  });

  test("les liens demandés ont un plafond pour tout le service, atteint sans rien écrire de la boîte visée", async () => {
    await remplir("lien_service", "tous");
    expect((await erreurDe(limiterLien("zoe@exemple.fr"))).code).toBe("trop_de_demandes");
    expect(await base.client.limiteDebit.count({ where: { key: { startsWith: "lien_destinataire" } } })).toBe(0);
  });

  test("sans mandataire de confiance, l’en-tête de qui attaque ne compte pas : la limite du service tient", async () => {
    monde.mandataires = 0;
    await remplir("connexion_lien", "tous");
    monde.adresse = "198.51.100.77";
    expect((await erreurDe(limiterConnexion("connexion_lien"))).code).toBe("trop_de_demandes");
  });
});

describe("ce que la personne reçoit", () => {
  test("une action : le code, la phrase, les secondes ; rien n’est exécuté", async () => {
    await remplir("ecritures", agent.id);
    const executer = vi.fn();
    const faire = action({ nom: "essai", schema: z.strictObject({}), executer });
    expect(await faire({})).toEqual({
      ok: false,
      error: {
        code: "trop_de_demandes",
        message: expect.stringMatching(/^Trop de demandes en peu de temps\. Attendez \d+ secondes, puis réessayez\.$/),
        attendre: expect.any(Number),
      },
    });
    expect(executer).not.toHaveBeenCalled();
  });

  test("une action peut avoir sa propre limite ; une faute de frappe ne la consomme pas", async () => {
    const inviter = action({
      nom: "essai",
      schema: z.strictObject({ n: z.number() }),
      debit: "invitations",
      executer: async () => 1,
    });
    await inviter({ n: "x" } as never);
    expect(await base.client.limiteDebit.count({ where: { key: { startsWith: "invitations" } } })).toBe(0);
    await inviter({ n: 1 });
    expect(await base.client.limiteDebit.count({ where: { key: { startsWith: "invitations" } } })).toBe(1);
  });

  test("un appel qui écrit à vingt personnes compte pour vingt : trois fois par heure, pas soixante", async () => {
    const inviter = action({
      nom: "essai",
      schema: z.strictObject({ adresses: z.array(z.string()) }),
      debit: "invitations",
      nombre: ({ adresses }) => adresses.length,
      executer: async () => 1,
    });
    const vingt = { adresses: Array.from({ length: 20 }, (_, i) => `a${i}@exemple.invalid`) };
    const codes = [];
    for (let i = 0; i < 4; i++) {
      const reponse = await inviter(vingt);
      codes.push(reponse.ok ? "ok" : reponse.error.code);
    }
    expect(codes).toEqual(["ok", "ok", "ok", "trop_de_demandes"]);
  });

  test("une route : 429 et Retry-After", async () => {
    await remplir("exports", "p1");
    const refus = await consommer("exports", "p1").then(
      () => null,
      (erreur: ErreurMetier) => reponseErreur(erreur.reponse),
    );
    expect(refus?.status).toBe(429);
    expect(Number(refus?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refus?.json()).toMatchObject({ erreur: "trop_de_demandes" });
  });

  test("l’enregistrement automatique, une fois par seconde, n’atteint jamais la limite", () => {
    expect(LIMITES.ecritures.points / LIMITES.ecritures.secondes).toBeGreaterThanOrEqual(5);
  });
});
