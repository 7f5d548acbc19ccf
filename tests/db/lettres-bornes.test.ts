import { mkdtempSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { produireLettrePdf } from "@/lib/pdf/lettre";
import { transaction } from "@/lib/server/base";
import type { Agent } from "@/lib/server/droits";
import { deposerSignee } from "@/lib/server/lettres/deposer-signee";
import { envoyerLettres } from "@/lib/server/lettres/envoyer-lettres";
import { instantDe } from "@/lib/server/lettres/instant";
import { lireRegistre } from "@/lib/server/lettres/lire-registre";
import { preparerLettres } from "@/lib/server/lettres/preparer-lettres";
import { apercevoirPaquet } from "@/lib/server/paquet/apercevoir-paquet";
import { creerAgent, erreurDe, exemple, importer, octetsPdf } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

/** What letters cost others: mailboxes, processor, packs already filed, readers without the register. */

vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "", RIGEL_DATA: mkdtempSync("/tmp/rigel-bornes-") } };
});
vi.mock("@/lib/pdf/lettre", async (original) => {
  const vraie = await original<typeof import("@/lib/pdf/lettre")>();
  return { ...vraie, produireLettrePdf: vi.fn(vraie.produireLettrePdf) };
});

const MAINTENANT = new Date("2024-02-27T10:00:00Z");
let base: BaseDeTest;
let alex: Agent;
let id: string;

beforeAll(async () => {
  base = await baseDeTest();
  alex = await creerAgent(base.client, "equipe_projet");
});
afterAll(() => base.fermer());
beforeEach(async () => {
  await base.client.courriel.deleteMany();
  vi.mocked(produireLettrePdf).mockClear();
  id = await importer(alex, exemple("fpi-aura"));
});

const MONTANTS: Record<string, string> = { branche: "4000000.00" };
const preparer = (partenaire: string, vue: string | null = null) =>
  preparerLettres(
    alex,
    { dossierId: id, lettres: [{ partenaire, vue, montant: MONTANTS[partenaire] ?? "1.00" }] },
    MAINTENANT,
  );
const lettre = async () => {
  const lue = (await lireRegistre(alex, id))?.find((l) => l.retrait === null);
  if (lue === undefined) throw new Error("Aucune lettre");
  return lue;
};

test("une boîte reçoit vingt lettres par jour, d’où qu’elles viennent, puis plus aucune", async () => {
  await preparer("branche");
  const adresse = "boite@exemple.invalid";
  const envoyer = async () => {
    const { id: lettreId, version } = await lettre();
    return envoyerLettres(alex, { dossierId: id, envois: [{ lettreId, version, adresse }] }, MAINTENANT);
  };
  await envoyer();
  // As other dossiers sent them.
  await base.client.courriel.createMany({
    data: Array.from({ length: 19 }, () => ({ destinataire: adresse, genre: "lettre", objet: "o", corps: "c" })),
  });
  const refus = await erreurDe(envoyer());
  expect(refus.code).toBe("trop_de_demandes");
  expect(refus.message).toContain("20 courriels de lettres d’engagement en une journée");
  expect(await base.client.courriel.count({ where: { destinataire: adresse } })).toBe(20);
});

test("une préparation refusée ne compose aucun PDF", async () => {
  expect((await erreurDe(preparer("branche", crypto.randomUUID()))).code).toBe("conflit");
  expect((await erreurDe(preparer("inconnu"))).code).toBe("regle");
  expect(produireLettrePdf).not.toHaveBeenCalled();
  await preparer("branche");
  expect(produireLettrePdf).toHaveBeenCalledTimes(1);
});

test("l’aperçu du paquet ne nomme les lettres signées qu’à qui lit leur registre", async () => {
  await preparer("branche");
  await deposerSignee(
    alex,
    {
      lettreId: (await lettre()).id,
      champs: { date: "2024-02-27" },
      fichier: { nom: "accord secret.pdf", octets: octetsPdf("signee") },
    },
    MAINTENANT,
  );
  const national = await creerAgent(base.client, "lecteur_national");
  const nombre = async (agent: Agent) => (await apercevoirPaquet(agent, id))?.annexes.length;
  expect(await nombre(alex)).toBe(((await nombre(national)) ?? 0) + 1);
  expect(JSON.stringify(await apercevoirPaquet(national, id))).not.toContain("secret");
});

test("ce qui arrive à une lettre après un dépôt n’est jamais daté d’avant lui", async () => {
  const instant = (recue: Date) => transaction((tx) => instantDe(tx, id, recue));
  expect(await instant(MAINTENANT)).toEqual(MAINTENANT);
  await base.client.versionDeposee.create({
    data: {
      ...{ dossierId: id, numero: 1, deposeeLe: MAINTENANT, deposeeParId: alex.id, regime: "FPI", regimeNumero: 1 },
      ...{ donnees: {}, donneesSha256: "0".repeat(64), verdicts: { constats: [] }, pieces: [] },
      ...{ pdfCle: "versions/x", pdfSha256: "0".repeat(64), pdfOctets: 1 },
    } as never,
  });
  const apres = new Date(MAINTENANT.getTime() + 1);
  expect(await instant(new Date(MAINTENANT.getTime() - 600_000))).toEqual(apres);
  expect(await instant(MAINTENANT)).toEqual(apres);
  expect(await instant(new Date(MAINTENANT.getTime() + 5_000))).toEqual(new Date(MAINTENANT.getTime() + 5_000));
});
