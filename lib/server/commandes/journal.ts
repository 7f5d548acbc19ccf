import "server-only";
import { lireArguments } from "@/lib/cli/arguments";
import { CODES, ErreurUsage } from "@/lib/cli/commande";
import { estDate } from "@/lib/domain/dates";
import { accorder, ecrireDate, typographie } from "@/lib/domain/ecriture";
import { type Anomalie, nomGenre } from "@/lib/domain/journal";
import { estIdentifiant } from "@/lib/schemas/demandes";
import { verifierEtNoter } from "@/lib/server/audit/enregistrer-verification";
import { lireJours } from "@/lib/server/audit/jours";
import type { Ancre } from "@/lib/server/audit/verifier-journal";
import { base } from "@/lib/server/base";
import type { CommandeBase, Sortie } from "@/lib/server/commandes/commande";

const FORMAT = "rigel-journal-verification/1";
const FORMAT_EMPREINTES = "rigel-journal-empreintes/1";

function lireAncre(texte: string): Ancre {
  const [jour = "", empreinte = ""] = texte.split("=");
  if (!estDate(jour) || !/^[0-9a-f]{64}$/.test(empreinte))
    throw new ErreurUsage("--ancre attend JOUR=EMPREINTE, par exemple 2026-11-20=3f0a… (64 caractères).");
  return { jour, empreinte };
}

const rangs = ({ de, a }: Anomalie): string => (de === null ? "" : de === a ? `rang ${de}` : `rangs ${de} à ${a}`);

/** « Entrée modifiée — dossier 1f2e…, rang 12, n° 345 : … » */
function ecrireAnomalie(anomalie: Anomalie): string {
  const { genre, chaine, id, jour, phrase } = anomalie;
  const ou = [
    chaine === null ? "" : chaine === "service" ? "chaîne du service" : `dossier ${chaine}`,
    rangs(anomalie),
    id === null ? "" : `n° ${id}`,
    jour === null ? "" : `journée du ${ecrireDate(jour)}`,
  ].filter((t) => t !== "");
  return `  ${nomGenre(genre)} — ${ou.join(", ")} : ${phrase}`;
}

async function verifier(args: string[], sortie: Sortie, maintenant: Date): Promise<number> {
  const { options } = lireArguments(
    args,
    {
      json: { type: "boolean" },
      dossier: { type: "string" },
      ancre: { type: "string", multiple: true },
    } as const,
    [],
  );
  const { dossier: dossierId } = options;
  const ancres = (options.ancre ?? []).map(lireAncre);
  if (dossierId !== undefined) await exigerDossier(dossierId);
  const { anomalies, chaines, entrees, jours, dernierJour } = await verifierEtNoter(
    null,
    { dossierId, ancres },
    maintenant,
  );
  const sain = anomalies.length === 0;
  if (options.json) {
    const resultat = { format: FORMAT, sain, entrees, chaines, jours, dernierJour, anomalies };
    sortie.stdout(`${JSON.stringify(resultat, null, 2)}\n`);
  } else {
    const compte = `${accorder(entrees, "entrée")}, ${accorder(chaines, "chaîne")}, ${accorder(jours, "empreinte de journée", "empreintes de journées")}`;
    const lignes = sain
      ? [`Journal conforme : ${compte}.`]
      : [`Journal altéré : ${accorder(anomalies.length, "anomalie")} (${compte}).`, ...anomalies.map(ecrireAnomalie)];
    if (dernierJour !== null) lignes.push(`Dernière empreinte : ${dernierJour.jour}=${dernierJour.empreinte}`);
    sortie.stdout(typographie(`${lignes.join("\n")}\n`));
  }
  return sain ? CODES.BON : CODES.NEGATIF;
}

/** A chain that holds something, or a dossier that must have one: a mistyped number must not be found sound. */
async function exigerDossier(id: string): Promise<void> {
  const client = await base();
  const connu =
    estIdentifiant(id) &&
    ((await client.dossier.count({ where: { id } })) > 0 ||
      (await client.chaineJournal.count({ where: { chaine: id } })) > 0);
  if (!connu) throw new ErreurUsage("--dossier attend l’identifiant d’un dossier de ce service.");
}

async function empreintes(args: string[], sortie: Sortie): Promise<number> {
  const { options } = lireArguments(args, { json: { type: "boolean" } } as const, []);
  const lues: { jour: string; entrees: number; precedente: string; empreinte: string }[] = [];
  for await (const { jour, entrees, precedente, empreinte } of lireJours())
    lues.push({ jour, entrees, precedente, empreinte });
  const texte = lues.map((j) => `${j.jour}=${j.empreinte}  ${accorder(j.entrees, "entrée")}`).join("\n");
  sortie.stdout(
    options.json
      ? `${JSON.stringify({ format: FORMAT_EMPREINTES, jours: lues }, null, 2)}\n`
      : `${texte === "" ? "Aucune empreinte : la première se fait le lendemain de la première entrée." : texte}\n`,
  );
  return CODES.BON;
}

const GESTES: Record<string, typeof verifier> = { verifier, empreintes };

/** `rigel journal verifier|empreintes`. */
export const commande: CommandeBase = {
  async executer(args, sortie, maintenant) {
    const [geste, ...reste] = args;
    const faire = geste === undefined ? undefined : GESTES[geste];
    if (faire === undefined) throw new ErreurUsage("Dites ce qu’il faut faire : verifier ou empreintes.");
    return faire(reste, sortie, maintenant);
  },
};
