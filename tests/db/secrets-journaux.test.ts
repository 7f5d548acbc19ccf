import { mkdtempSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { stockage } from "@/lib/integrations/stockage";
import { journaliserErreurRequete } from "@/lib/server/demarrage";
import type { Agent } from "@/lib/server/droits";
import { journaliserImprevu } from "@/lib/server/journaux";
import { ajouterPiece } from "@/lib/server/pieces/ajouter-piece";
import { enReponse } from "@/lib/server/repondre";
import { lireBail } from "@/lib/server/session/bail";
import { ouvrirPersona } from "@/lib/server/session/persona";
import { creerAgent, exemple, importer, JOUR_DEPOT, octetsPdf } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

/** Sign-in, upload and faults of every kind, with everything that is logged looked into. */

const SECRETS = {
  secret: "secret-de-scellement-de-32-caracteres",
  motDePasse: "mot-de-passe-de-la-base",
  smtp: "mot-de-passe-du-courrier",
  courriel: "zoe.secrete@exemple.invalid",
  lien: "jetondelienunefois0123456789",
  cookie: "valeur-du-cookie-scelle",
};

const capture = vi.hoisted(() => ({ lignes: [] as string[], dossier: "" }));
vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  capture.dossier = mkdtempSync("/tmp/rigel-secrets-");
  return {
    env: {
      ...env,
      NEXTAUTH_SECRET: "secret-de-scellement-de-32-caracteres",
      RIGEL_DATA: capture.dossier,
      RIGEL_DEMO: true,
      LOG_LEVEL: "trace",
    },
  };
});
vi.mock("pino", async (original) => {
  const { default: pino, ...reste } = await original<typeof import("pino")>();
  const espion = Object.assign(
    (options: object) => pino(options, { write: (ligne: string) => void capture.lignes.push(ligne) }),
    pino,
  );
  return { ...reste, default: espion };
});
vi.mock("next/headers", () => ({ headers: async () => new Headers() }));

let base: BaseDeTest;
let agent: Agent;
beforeAll(async () => {
  base = await baseDeTest();
  agent = await creerAgent(base.client, "equipe_projet");
  await base.client.utilisateur.update({
    where: { id: agent.id },
    data: { persona: "essai", email: SECRETS.courriel },
  });
});
afterAll(() => base.fermer());

const faute = () =>
  Object.assign(
    new Error(`connect postgresql://rigel:${SECRETS.motDePasse}@base/rigel, pour ${SECRETS.courriel}`, {
      cause: new Error(`smtp://facteur:${SECRETS.smtp}@courrier:587`),
    }),
    {
      requete: { headers: { cookie: `rigel-session=${SECRETS.cookie}`, authorization: `Bearer ${SECRETS.cookie}` } },
      adresse: `https://rigel.test/connexion/lien/${SECRETS.lien}`,
    },
  );

test("ni cookie, ni jeton, ni mot de passe, ni adresse électronique n’arrive dans les journaux", async () => {
  // Sign-in: accepted, refused, with what people type by mistake.
  const jeton = await ouvrirPersona("essai", new Date());
  await ouvrirPersona(SECRETS.courriel, new Date()).catch(() => undefined);
  await ouvrirPersona(SECRETS.motDePasse, new Date()).catch(() => undefined);
  expect(await lireBail(jeton, new Date())).not.toBeNull();

  // Upload: refused, then broken by the disk.
  const dossierId = await importer(agent, exemple("amorcage-martinique"));
  const envoi = { dossierId, nom: `${SECRETS.courriel}.pdf`, octets: octetsPdf() };
  await ajouterPiece(agent, { ...envoi, octets: Buffer.from("<html>") }, JOUR_DEPOT).catch((e) =>
    enReponse(e, "essai"),
  );
  const panne = vi.spyOn(stockage, "prendre").mockRejectedValue(faute());
  await ajouterPiece(agent, envoi, JOUR_DEPOT).catch((e) => enReponse(e, "piece.ajouter"));
  panne.mockRestore();

  // Faults: of an action, of a page, of the database, with whatever hangs on them.
  enReponse(faute(), "dossier.deposer");
  enReponse(Object.assign(faute(), { code: "P1001" }), "dossier.deposer");
  journaliserImprevu(faute(), {
    requete: { headers: { "Set-Cookie": SECRETS.cookie } },
    DATABASE_URL: SECRETS.motDePasse,
  });
  await journaliserErreurRequete(
    faute(),
    { path: `/invitations/${SECRETS.lien}?code=${SECRETS.lien}`, method: "GET", headers: { cookie: SECRETS.cookie } },
    {
      routerKind: "App Router",
      routePath: "/invitations/[jeton]",
      routeType: "render",
      revalidateReason: undefined,
    } as never,
  );

  expect(capture.lignes.length).toBeGreaterThanOrEqual(5);
  const tout = capture.lignes.join("");
  for (const [nom, secret] of Object.entries({ ...SECRETS, jeton })) expect(tout, nom).not.toContain(secret);
  expect(tout).toContain("[masqué]");
});
