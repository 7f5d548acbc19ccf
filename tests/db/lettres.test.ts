import { mkdtempSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { centimes, ecrireMontant, lireMontant, somme } from "@/lib/domain/argent";
import { titreAnnexe } from "@/lib/domain/paquet";
import { stockage } from "@/lib/integrations/stockage";
import { contenuDeSection } from "@/lib/schemas/contenus";
import type { LettreVue } from "@/lib/schemas/lettres";
import { effacerCompte } from "@/lib/server/comptes/effacer-compte";
import { chargerEspace } from "@/lib/server/dossiers/charger-espace";
import type { Agent } from "@/lib/server/droits";
import { lireNouveautes } from "@/lib/server/edition/lire-nouveautes";
import { deposerSignee } from "@/lib/server/lettres/deposer-signee";
import { envoyerLettres } from "@/lib/server/lettres/envoyer-lettres";
import { exporterRegistre } from "@/lib/server/lettres/exporter-registre";
import { lettresSignees, plansDeVersion } from "@/lib/server/lettres/lettres-signees";
import { lirePlans } from "@/lib/server/lettres/lire-entrees";
import { lireLettre } from "@/lib/server/lettres/lire-lettre";
import { lireMaLettre } from "@/lib/server/lettres/lire-ma-lettre";
import { lireRegistre } from "@/lib/server/lettres/lire-registre";
import { preparerLettres } from "@/lib/server/lettres/preparer-lettres";
import { prevenirPartenaire } from "@/lib/server/lettres/prevenir-partenaire";
import { retirerLettre } from "@/lib/server/lettres/retirer-lettre";
import { lireBattementPart } from "@/lib/server/participation/lire-battement-part";
import { lirePagePart } from "@/lib/server/participation/lire-page-part";
import { lireCles } from "@/lib/server/sauvegarde/catalogue";
import { remplirSection } from "@/tests/outils/editer";
import { creerAgent, erreurDe, exemple, importer, inviter, octetsPdf } from "./monde";
import { type BaseDeTest, baseDeTest } from "./outils";

vi.mock("@/lib/env", async (original) => {
  const { env } = await original<typeof import("@/lib/env")>();
  return { env: { ...env, NEXTAUTH_SECRET: "", RIGEL_DATA: mkdtempSync("/tmp/rigel-lettres-") } };
});

const MAINTENANT = new Date("2024-02-27T10:00:00Z");
const ADRESSE = "camille@branche.exemple.fr";

let base: BaseDeTest;
let redacteur: Agent;
let lecteur: Agent;
let etranger: Agent;
let id: string;

beforeAll(async () => {
  base = await baseDeTest();
  redacteur = await creerAgent(base.client, "equipe_projet");
  lecteur = await creerAgent(base.client, "equipe_projet");
  etranger = await creerAgent(base.client, "equipe_projet");
});
afterAll(() => base.fermer());
beforeEach(async () => {
  await base.client.courriel.deleteMany();
  id = await importer(redacteur, exemple("fpi-aura"));
  await inviter(base.client, id, lecteur, "lecteur");
});

const contactDe = (partenaire: string): Promise<Agent> =>
  creerAgent(base.client, "partenaire", { dossierId: id, partenaire });
const plan = async (partenaire: string): Promise<string> => {
  const lignes = (await chargerEspace(redacteur, id))?.fichier.financements ?? [];
  const siennes = lignes.filter((f) => f.partenaire === partenaire && f.source !== "france2030");
  return ecrireMontant(somme(siennes.map((f) => lireMontant(f.montant ?? "0.00") ?? centimes(0n))));
};
type Voulue = { partenaire: string; vue?: string | null; motif?: string; montant?: string };
const preparer = async (voulues: Voulue[], agent = redacteur) => {
  const lettres = [];
  for (const l of voulues) lettres.push({ vue: null, montant: await plan(l.partenaire), ...l });
  return preparerLettres(agent, { dossierId: id, lettres }, MAINTENANT);
};
const lettre = async (partenaire: string): Promise<LettreVue> => {
  const lue = (await lireRegistre(redacteur, id))?.find((l) => l.partenaire === partenaire && l.retrait === null);
  if (lue === undefined) throw new Error(`Aucune lettre en cours pour ${partenaire}`);
  return lue;
};
const envoyer = async (partenaire: string, adresse = ADRESSE) => {
  const { id: lettreId, version } = await lettre(partenaire);
  return envoyerLettres(redacteur, { dossierId: id, envois: [{ lettreId, version, adresse }] }, MAINTENANT);
};
const signer = async (partenaire: string, agent = redacteur, date = "2024-02-27", octets = octetsPdf("signee")) =>
  deposerSignee(
    agent,
    { lettreId: (await lettre(partenaire)).id, champs: { date }, fichier: { nom: "signee.pdf", octets } },
    MAINTENANT,
  );
const engagement = async (partenaire: string) =>
  (await chargerEspace(redacteur, id))?.fichier.partenaires?.find((p) => p.id === partenaire)?.lettreEngagement ?? null;
const changerMontant = async (partenaire: string, montant: string, quand = MAINTENANT) => {
  const espace = await chargerEspace(redacteur, id);
  const contenu = contenuDeSection(espace?.fichier as never, "financement", espace?.cles);
  const financements = contenu.financements.map((f) => (f.partenaire === partenaire ? { ...f, montant } : f));
  await remplirSection(redacteur, id, "financement", { ...contenu, financements }, quand);
};
const octetsDe = async (agent: Agent, lettreId: string, quoi: "pdf" | "signee") => {
  const lue = await lireLettre(agent, lettreId, quoi);
  return lue && Buffer.from(await new Response(lue.flux).arrayBuffer());
};

describe("le parcours d’une lettre", () => {
  test("préparée, envoyée, signée par le partenaire, puis périmée quand le montant change", async () => {
    await preparer([{ partenaire: "branche" }, { partenaire: "region" }]);
    const faite = await lettre("branche");
    expect(faite).toMatchObject({ numero: 1, montant: "4000000.00", envoi: null, signature: null });
    expect((await octetsDe(redacteur, faite.id, "pdf"))?.subarray(0, 5).toString()).toBe("%PDF-");

    const contact = await contactDe("branche");
    // Made out, not sent: still the team's.
    expect(await lireLettre(contact, faite.id, "pdf")).toBeNull();
    expect(await lireMaLettre(contact, id, "branche", MAINTENANT)).toMatchObject({ lettre: null, peutDeposer: false });

    await envoyer("branche", contact.email);
    const courriel = await base.client.courriel.findFirstOrThrow({ where: { destinataire: contact.email } });
    expect(courriel).toMatchObject({
      genre: "lettre",
      pieceNom: "lettre-engagement-branche-industrielle-exemple-1.pdf",
    });
    expect(courriel.corps.replace(/\s/g, " ")).toContain("4 000 000,00 €");
    expect(courriel.corps).toContain(`/participation/${id}`);
    expect(courriel.objet).not.toContain("FPI");

    expect(await octetsDe(contact, faite.id, "pdf")).not.toBeNull();
    expect(await lireMaLettre(contact, id, "branche", MAINTENANT)).toMatchObject({ peutDeposer: true });
    // The partner does not commit itself to what the plan no longer asks of it.
    await changerMontant("branche", "4100000.00");
    const refus = await erreurDe(signer("branche", contact));
    expect(refus.code).toBe("regle");
    expect(refus.message.replace(/\s/g, " ")).toMatch(/porte 4 000 000,00 €.*aujourd’hui de 4 100 000,00 €/);
    await changerMontant("branche", "4000000.00");
    const avant = await chargerEspace(redacteur, id);
    await signer("branche", contact);
    expect(await engagement("branche")).toEqual({ montant: "4000000.00", signeeLe: "2024-02-27" });
    const apres = await chargerEspace(redacteur, id);
    expect(apres?.revision).toBe((avant?.revision ?? 0) + 1);
    expect(apres?.sections.partenaires.version).toBe((avant?.sections.partenaires.version ?? 0) + 1);
    expect(apres?.lettres.find((l) => l.partenaire === "branche")?.signature).toMatchObject({
      le: "2024-02-27",
      fichier: { nom: "signee.pdf" },
    });
    // The open pages are told, and the field has its history.
    const { changements } = await lireNouveautes(redacteur, {
      dossierId: id,
      depuis: avant?.revision ?? 0,
      client: crypto.randomUUID(),
    } as never);
    expect(changements).toMatchObject([
      { adresse: "partenaires/partenaires/branche/lettreEngagement", valeur: { signeeLe: "2024-02-27" } },
    ]);

    await changerMontant("branche", "4100000.00");
    expect(await lireMaLettre(contact, id, "branche", MAINTENANT)).toMatchObject({ lettre: { montant: "4000000.00" } });
    const { id: suivante } = (await preparer([{ partenaire: "branche", vue: faite.id }])).lettres[0] as { id: string };
    expect(await lettre("branche")).toMatchObject({ id: suivante, numero: 2, montant: "4100000.00" });
    const ancienne = (await lireRegistre(redacteur, id))?.find((l) => l.id === faite.id);
    expect(ancienne?.retrait?.motif.replace(/\s/g, " ")).toMatch(/4 000 000,00.*4 100 000,00/);
    // The former signature stays what the rules read until the new one.
    expect(await engagement("branche")).toEqual({ montant: "4000000.00", signeeLe: "2024-02-27" });
    await signer("branche");
    expect(await engagement("branche")).toEqual({ montant: "4100000.00", signeeLe: "2024-02-27" });
  });

  test("la page ouverte du partenaire apprend que sa lettre est là, signée, puis retirée ; de celle qui n’est pas partie, rien", async () => {
    const contact = await contactDe("branche");
    const suivi = async () => {
      const page = { client: crypto.randomUUID(), lecteur: contact.id, depuis: 0, partenaire: "branche", totaux: null };
      const { lettre: dite } = await lireBattementPart(contact, id, page);
      expect((await lirePagePart(contact, id, "branche", MAINTENANT))?.suivi).toBe(dite);
      return dite;
    };
    const sans = await suivi();
    await preparer([{ partenaire: "branche" }]);
    expect(await suivi()).toBe(sans);
    await envoyer("branche", contact.email);
    const envoyee = await suivi();
    await signer("branche", contact);
    const signee = await suivi();
    const { id: lettreId, version } = await lettre("branche");
    const retrait = { dossierId: id, lettreId, version, motif: "Erreur de montant", confirmee: true };
    await retirerLettre(redacteur, retrait, MAINTENANT);
    expect(new Set([sans, envoyee, signee]).size).toBe(3);
    expect(await suivi()).toBe(sans);
  });

  test("retirer une lettre signée se confirme et efface l’engagement du partenaire ; une saisie faite depuis reste", async () => {
    await preparer([{ partenaire: "branche" }]);
    await signer("branche");
    const { id: lettreId, version } = await lettre("branche");
    const retirer = (suite: object = {}) =>
      retirerLettre(
        redacteur,
        { dossierId: id, lettreId, version, motif: "Signée par erreur", confirmee: false, ...suite },
        MAINTENANT,
      );
    expect(await erreurDe(retirer())).toMatchObject({ code: "regle", fields: { confirmee: expect.any(String) } });
    expect(await erreurDe(retirer({ version: version - 1, confirmee: true }))).toMatchObject({ code: "conflit" });
    await retirer({ confirmee: true });
    expect(await engagement("branche")).toBeNull();
    expect(await erreurDe(retirer({ confirmee: true }))).toMatchObject({ code: "conflit" });
    expect(await octetsDe(redacteur, lettreId, "signee")).not.toBeNull();

    await preparer([{ partenaire: "region" }]);
    await signer("region");
    const espace = await chargerEspace(redacteur, id);
    const contenu = contenuDeSection(espace?.fichier as never, "partenaires", espace?.cles);
    const autre = { montant: "7000000.00", signeeLe: "2024-02-01" };
    const partenaires = contenu.partenaires.map((p) => (p.id === "region" ? { ...p, lettreEngagement: autre } : p));
    await remplirSection(redacteur, id, "partenaires", { ...contenu, partenaires }, MAINTENANT);
    const region = await lettre("region");
    await retirerLettre(
      redacteur,
      { dossierId: id, lettreId: region.id, version: region.version, motif: "Erreur", confirmee: true },
      MAINTENANT,
    );
    expect(await engagement("region")).toEqual(autre);
  });
});

describe("les lignes qu’une lettre signée prouve", () => {
  const lignes = async (partenaire: string) => {
    const espace = await chargerEspace(redacteur, id);
    const contenu = contenuDeSection(espace?.fichier as never, "financement", espace?.cles);
    return contenu.financements.filter((f) => f.partenaire === partenaire);
  };
  const esperer = async (partenaire: string) => {
    const espace = await chargerEspace(redacteur, id);
    const contenu = contenuDeSection(espace?.fichier as never, "financement", espace?.cles);
    const financements = contenu.financements.map((f) => (f.partenaire === partenaire ? { ...f, engage: false } : f));
    await remplirSection(redacteur, id, "financement", { ...contenu, financements }, MAINTENANT);
  };

  test("déposée par le partenaire, ses lignes et elles seules sont engagées, et les pages ouvertes l’apprennent", async () => {
    await esperer("branche");
    await esperer("region");
    await preparer([{ partenaire: "branche" }]);
    const contact = await contactDe("branche");
    await envoyer("branche", contact.email);
    const avant = await chargerEspace(redacteur, id);
    expect((await signer("branche", contact)).engagees).toBe(1);
    expect((await lignes("branche")).map((l) => l.engage)).toEqual([true]);
    expect((await lignes("region")).every((l) => l.engage === false)).toBe(true);
    const { changements, revision } = await lireNouveautes(redacteur, {
      dossierId: id,
      depuis: avant?.revision ?? 0,
      client: crypto.randomUUID(),
    });
    const [ligne] = await lignes("branche");
    expect(changements.map((c) => c.adresse).sort()).toEqual([
      `financement/financements/${ligne?.cle}/engage`,
      "partenaires/partenaires/branche/lettreEngagement",
    ]);
    expect((await chargerEspace(redacteur, id))?.revision).toBe(revision);
    expect(await base.client.entreeJournal.count({ where: { action: "lettre.deposer", dossierId: id } })).toBe(1);
  });

  test("déposée par l’équipe, rien n’est engagé de soi-même", async () => {
    await esperer("region");
    await preparer([{ partenaire: "region" }]);
    expect((await signer("region")).engagees).toBe(0);
    expect((await lignes("region")).every((l) => l.engage === false)).toBe(true);
  });
});

test("le registre exporté dit l’état des règles, et une saisie différente du fichier signé", async () => {
  await preparer([{ partenaire: "branche" }]);
  await signer("branche");
  const espace = await chargerEspace(redacteur, id);
  const contenu = contenuDeSection(espace?.fichier as never, "partenaires", espace?.cles);
  const autre = { montant: "4100000.00", signeeLe: "2024-02-27" };
  const partenaires = contenu.partenaires.map((p) => (p.id === "branche" ? { ...p, lettreEngagement: autre } : p));
  await remplirSection(redacteur, id, "partenaires", { ...contenu, partenaires }, MAINTENANT);
  expect((await exporterRegistre(redacteur, id))?.texte).toContain(
    "Périmée (saisie différente du fichier signé);1;4000000,00;4000000,00",
  );
});

describe("ce qui est refusé", () => {
  test("préparer sans montant certain, sans apport, deux fois, ou derrière quelqu’un", async () => {
    expect((await erreurDe(preparer([{ partenaire: "lp" }]))).message).toMatch(/aucun cofinancement/);
    expect((await erreurDe(preparer([{ partenaire: "inconnu" }]))).code).toBe("regle");
    await preparer([{ partenaire: "branche" }]);
    const vue = (await lettre("branche")).id;
    expect((await erreurDe(preparer([{ partenaire: "branche" }]))).code).toBe("conflit");
    expect((await erreurDe(preparer([{ partenaire: "branche", vue }]))).message).toMatch(/déjà le montant/);
    await preparer([{ partenaire: "branche", vue, motif: "Le signataire a changé" }]);
    expect(await lettre("branche")).toMatchObject({ numero: 2 });
    // The amount that the page showed is the one signed, or none is.
    const autre = await erreurDe(preparer([{ partenaire: "region", montant: "7000000.01" }]));
    expect(autre.code).toBe("conflit");
    expect(autre.message.replace(/\s/g, " ")).toMatch(/7 000 000,01 €, il est de [\d ]+,00 €/);
    // One refusal, nothing written for the others.
    expect((await erreurDe(preparer([{ partenaire: "region" }, { partenaire: "lp" }]))).code).toBe("regle");
    await expect(lettre("region")).rejects.toThrow();
  });

  test("deux personnes préparent la même lettre au même moment : une seule passe, l’autre le sait", async () => {
    const essais = await Promise.allSettled([
      preparer([{ partenaire: "branche" }]),
      preparer([{ partenaire: "branche" }]),
    ]);
    expect(essais.map((e) => e.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((essais.find((e) => e.status === "rejected") as PromiseRejectedResult).reason).toMatchObject({
      code: "conflit",
    });
    expect(await base.client.lettreEngagement.count({ where: { dossierId: id } })).toBe(1);
  });

  test("envoyer une lettre dont le montant a changé, ou déjà signée", async () => {
    await preparer([{ partenaire: "branche" }, { partenaire: "region" }]);
    await changerMontant("branche", "3999999.99");
    expect((await erreurDe(envoyer("branche"))).message).toMatch(/ne porte plus le montant/);
    await signer("region");
    expect((await erreurDe(envoyer("region"))).message).toMatch(/déjà signée/);
    expect(await base.client.courriel.count({ where: { destinataire: ADRESSE } })).toBe(0);
  });

  test("une date hors des bornes, un fichier qui n’est ni un PDF ni une image, un second dépôt", async () => {
    await preparer([{ partenaire: "branche" }]);
    expect((await erreurDe(signer("branche", redacteur, "2024-02-26"))).fields).toHaveProperty("date");
    expect((await erreurDe(signer("branche", redacteur, "2024-02-28"))).fields).toHaveProperty("date");
    expect((await erreurDe(signer("branche", redacteur, ""))).fields).toHaveProperty("date");
    const texte = Buffer.from("du texte") as never;
    expect((await erreurDe(signer("branche", redacteur, "2024-02-27", texte))).fields).toHaveProperty("fichier");
    await signer("branche");
    expect((await erreurDe(signer("branche"))).code).toBe("conflit");
  });

  test("une lettre remplacée ne part plus, et son fichier signé ne se dépose plus", async () => {
    await preparer([{ partenaire: "branche" }]);
    await envoyer("branche");
    const ancienne = await lettre("branche");
    await changerMontant("branche", "4100000.00");
    await preparer([{ partenaire: "branche", vue: ancienne.id }]);
    expect(await base.client.courriel.findFirst({ where: { destinataire: ADRESSE } })).toMatchObject({
      erreur: "Lettre retirée avant l’envoi",
    });
    const depot = deposerSignee(
      redacteur,
      { lettreId: ancienne.id, champs: { date: "2024-02-27" }, fichier: { nom: "s.pdf", octets: octetsPdf() } },
      MAINTENANT,
    );
    expect((await erreurDe(depot)).code).toBe("conflit");
  });

  test("ce qu’une lettre dit, et ce qui est signé, ne change plus, même en base", async () => {
    await preparer([{ partenaire: "branche" }]);
    await signer("branche");
    const { id: lettreId } = await lettre("branche");
    for (const data of [
      { montant: 1n },
      { signeeLe: new Date("2024-01-01") },
      { pdfSha256: "x" },
      { nomPartenaire: "x" },
    ])
      await expect(base.client.lettreEngagement.update({ where: { id: lettreId }, data })).rejects.toThrow();
  });
});

describe("qui peut quoi", () => {
  test("l’équipe écrit, le lecteur lit sans les adresses, les autres ne voient rien", async () => {
    await preparer([{ partenaire: "branche" }]);
    await envoyer("branche");
    const { id: lettreId, version } = await lettre("branche");
    expect((await lireRegistre(redacteur, id))?.[0]?.envoi?.a).toBe(ADRESSE);
    expect((await lireRegistre(lecteur, id))?.[0]?.envoi?.a).toBeNull();
    expect((await exporterRegistre(lecteur, id))?.texte).not.toContain(ADRESSE);
    expect((await exporterRegistre(redacteur, id))?.texte).toContain(
      "Branche industrielle (exemple);À transmettre;1;4000000,00;4000000,00",
    );
    expect(await lireLettre(lecteur, lettreId, "pdf")).not.toBeNull();
    expect((await erreurDe(preparer([{ partenaire: "region" }], lecteur))).code).toBe("interdit");
    expect((await erreurDe(signer("branche", lecteur))).code).toBe("interdit");
    expect(await lireRegistre(etranger, id)).toBeNull();
    expect(await exporterRegistre(etranger, id)).toBeNull();
    expect(await lireLettre(etranger, lettreId, "pdf")).toBeNull();
    expect((await erreurDe(signer("branche", etranger))).code).toBe("introuvable");
    const retrait = { dossierId: id, lettreId, version, motif: "x", confirmee: true };
    expect((await erreurDe(retirerLettre(etranger, retrait, MAINTENANT))).code).toBe("introuvable");
  });

  test("le contact d’un autre partenaire ne lit ni ne signe", async () => {
    await preparer([{ partenaire: "branche" }]);
    await envoyer("branche");
    const autre = await contactDe("region");
    const { id: lettreId } = await lettre("branche");
    expect(await lireLettre(autre, lettreId, "pdf")).toBeNull();
    expect(await lireMaLettre(autre, id, "branche", MAINTENANT)).toBeNull();
    expect((await erreurDe(signer("branche", autre))).code).toBe("introuvable");
  });

  test("le contact ne dépose plus quand le dossier n’est plus en écriture", async () => {
    await preparer([{ partenaire: "branche" }]);
    await envoyer("branche");
    const contact = await contactDe("branche");
    await base.client.dossier.update({ where: { id }, data: { etat: "en_instruction" } });
    expect(await lireMaLettre(contact, id, "branche", MAINTENANT)).toMatchObject({ peutDeposer: false });
    expect((await erreurDe(signer("branche", contact))).code).toBe("regle");
  });
});

test("le courriel mène à la page du partenaire tant que son droit court, pas avant ni après", async () => {
  const contact = await contactDe("branche");
  const corps = async () => {
    await base.client.courriel.deleteMany();
    await envoyer("branche", contact.email);
    return (await base.client.courriel.findFirstOrThrow({ where: { destinataire: contact.email } })).corps;
  };
  await preparer([{ partenaire: "branche" }]);
  const droit = { utilisateurId: contact.id, dossierId: id };
  await base.client.habilitation.updateMany({ where: droit, data: { debut: new Date("2024-02-28") } });
  expect(await corps()).not.toContain("/participation/");
  const dates = { debut: new Date("2024-01-01"), fin: new Date("2024-02-26") };
  await base.client.habilitation.updateMany({ where: droit, data: dates });
  expect(await corps()).not.toContain("/participation/");
  await base.client.habilitation.updateMany({ where: droit, data: { fin: new Date("2024-02-27") } });
  expect(await corps()).toContain(`/participation/${id}`);
});

test("prévenir d’un changement : à la demande, une fois par jour, et seulement s’il y a de quoi", async () => {
  await preparer([{ partenaire: "branche" }]);
  await envoyer("branche");
  const { id: lettreId } = await lettre("branche");
  const prevenir = (quand = MAINTENANT) =>
    prevenirPartenaire(redacteur, { dossierId: id, lettreId, adresse: ADRESSE }, quand);
  expect((await erreurDe(prevenir())).code).toBe("conflit");
  await changerMontant("branche", "4100000.00");
  // Nobody is written to by a change of amount.
  expect(await base.client.courriel.count({ where: { destinataire: ADRESSE } })).toBe(1);
  await prevenir();
  expect((await erreurDe(prevenir())).message).toMatch(/déjà été prévenu/);
  const [dernier] = await base.client.courriel.findMany({
    where: { destinataire: ADRESSE },
    orderBy: { creeLe: "desc" },
  });
  expect(dernier?.corps.replace(/\s/g, " ")).toMatch(/4 000 000,00.*4 100 000,00/);
});

test("les fichiers des lettres sont nommés par la base : sauvegardés, jamais balayés", async () => {
  await preparer([{ partenaire: "branche" }]);
  await signer("branche");
  const lue = await base.client.lettreEngagement.findFirstOrThrow({ where: { dossierId: id } });
  const cles = await base.transactionBrute("lecture", lireCles);
  expect(cles.get(lue.pdfCle)).toBe(lue.pdfSha256);
  expect(cles.get(lue.cleStockage ?? "")).toBe(lue.sha256);
  expect(await stockage.taille(lue.pdfCle)).toBe(lue.pdfOctets);
});

test("le paquet de dépôt joint les lettres signées ce jour-là, quoi qu’il arrive ensuite", async () => {
  await preparer([{ partenaire: "branche" }, { partenaire: "region" }]);
  await signer("branche");
  const { id: lettreId, version } = await lettre("branche");
  const a = (instant?: Date) =>
    base.client.$transaction(async (tx) => lettresSignees(tx, id, await lirePlans(tx, id), instant));
  const noms = async (instant?: Date) => (await a(instant)).map((l) => [l.type, l.nom]);
  const attendue = [["lettre_engagement", "signee.pdf"]];
  expect(await noms()).toEqual(attendue);
  expect(await noms(new Date(MAINTENANT.getTime() - 1))).toEqual([]);
  expect(await noms(MAINTENANT)).toEqual(attendue);
  const demain = new Date("2024-02-28T10:00:00Z");
  await retirerLettre(redacteur, { dossierId: id, lettreId, version, motif: "Erreur", confirmee: true }, demain);
  expect(await noms()).toEqual([]);
  expect(await noms(MAINTENANT)).toEqual(attendue);
  expect(await noms(demain)).toEqual([]);
});

test("le paquet de dépôt marque une lettre périmée, et laisse celle d’un partenaire retiré du dossier", async () => {
  await preparer([{ partenaire: "branche" }, { partenaire: "region" }]);
  await signer("branche");
  await signer("region");
  const types = async () =>
    (await base.client.$transaction(async (tx) => lettresSignees(tx, id, await lirePlans(tx, id)))).map((l) => l.type);
  expect(await types()).toEqual(["lettre_engagement", "lettre_engagement"]);
  await changerMontant("branche", "4000000.01");
  expect(await types()).toEqual(["lettre_engagement_perimee", "lettre_engagement"]);
  await base.client.financement.deleteMany({ where: { dossierId: id, partenaire: "branche" } });
  await base.client.partenaire.delete({ where: { dossierId_cle: { dossierId: id, cle: "branche" } } });
  expect(await types()).toEqual(["lettre_engagement"]);

  // What the version froze says who was there that day, whoever came and went since.
  const fichier = (await chargerEspace(redacteur, id))?.fichier as never;
  const alors = await base.client.$transaction((tx) => lettresSignees(tx, id, plansDeVersion(fichier), MAINTENANT));
  expect(alors.map((l) => l.type)).toEqual(["lettre_engagement"]);
  expect(alors.map(titreAnnexe)).toEqual(["1. Lettre d’engagement signée (signee.pdf)"]);

  const { id: lettreId, version } = await lettre("branche");
  const retrait = { dossierId: id, lettreId, version, motif: "Partenaire parti", confirmee: true };
  await retirerLettre(redacteur, retrait, MAINTENANT);
  expect((await lireRegistre(redacteur, id))?.find((l) => l.id === lettreId)?.retrait?.motif).toBe("Partenaire parti");
});

test("une adresse effacée avec son compte ne reste pas dans le registre", async () => {
  await preparer([{ partenaire: "branche" }]);
  const contact = await contactDe("branche");
  await envoyer("branche", contact.email);
  await base.client.$transaction((tx) =>
    effacerCompte(tx, contact.id, { acteur: null, motif: "conservation" }, MAINTENANT),
  );
  expect((await lettre("branche")).envoi?.a).toMatch(/@efface\.invalid$/);
});

test("une préparation qui échoue ne laisse pas de fichier", async () => {
  const avant = (await stockage.cles()).length;
  const ecrire = vi.spyOn(stockage, "ecrire");
  ecrire.mockRejectedValueOnce(new Error("disque plein"));
  await expect(preparer([{ partenaire: "branche" }])).rejects.toThrow("disque plein");
  ecrire.mockRestore();
  expect((await stockage.cles()).length).toBe(avant);
  expect(await base.client.lettreEngagement.count({ where: { dossierId: id } })).toBe(0);
});
