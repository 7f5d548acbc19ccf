import "server-only";
import { z } from "zod";
import { lireArguments } from "@/lib/cli/arguments";
import { CODES, ErreurUsage } from "@/lib/cli/commande";
import { estDate, jourAParis } from "@/lib/domain/dates";
import { accorder, ecrireDateCourte, typographie } from "@/lib/domain/ecriture";
import type { CommandeBase, Sortie } from "@/lib/server/commandes/commande";
import { ErreurMetier } from "@/lib/server/erreur";
import {
  ajouterAdministrateur,
  listerAdministrateurs,
  retirerAdministrateur,
} from "@/lib/server/habilitations/administrateurs";

const FORMAT = "rigel-administrateurs/1";
const json = { json: { type: "boolean" } } as const;

const jusqua = (fin: string | null): string =>
  fin === null ? "sans date de fin" : `jusqu’au ${ecrireDateCourte(fin)}`;

function lireEmail(texte: string | undefined): string {
  const lu = z.email().safeParse(texte?.trim().toLowerCase());
  if (!lu.success) throw new ErreurUsage(`${texte ?? ""} : ce n’est pas une adresse électronique.`);
  return lu.data;
}

function lireFin(texte: string | undefined, maintenant: Date): string | null {
  if (texte === undefined) return null;
  if (!estDate(texte)) throw new ErreurUsage("--fin attend une date, par exemple 2027-08-31.");
  if (texte < jourAParis(maintenant)) throw new ErreurUsage("--fin est une date passée.");
  return texte;
}

function ecrire(sortie: Sortie, enJson: boolean | undefined, resultat: object, texte: string): void {
  const ecrit = enJson ? JSON.stringify({ format: FORMAT, ...resultat }, null, 2) : typographie(texte);
  sortie.stdout(`${ecrit}\n`);
}

async function ajouter(args: string[], sortie: Sortie, maintenant: Date): Promise<number> {
  const options = { ...json, prenom: { type: "string" }, nom: { type: "string" }, fin: { type: "string" } } as const;
  const lus = lireArguments(args, options, ["EMAIL"]);
  const email = lireEmail(lus.arguments[0]);
  const fin = lireFin(lus.options.fin, maintenant);
  const { prenom, nom } = lus.options;
  const fait = await ajouterAdministrateur({ email, fin, ...(prenom && { prenom }), ...(nom && { nom }) }, maintenant);
  const texte = fait.deja
    ? `${email} est déjà administrateur, ${jusqua(fait.fin)}. Rien n’a changé.`
    : `${email} est administrateur de Rigel, ${jusqua(fait.fin)}.${fait.compteCree ? " Le compte a été créé." : ""}`;
  ecrire(sortie, lus.options.json, { email, ...fait }, texte);
  return CODES.BON;
}

/** Answers 1 when there is none: a script can tell that the first one is still to be made. */
async function lister(args: string[], sortie: Sortie, maintenant: Date): Promise<number> {
  const lus = lireArguments(args, json, []);
  const trouves = await listerAdministrateurs(maintenant);
  const lignes = trouves.map(
    (a) => `  ${a.email}  ${a.nom}, depuis le ${ecrireDateCourte(a.depuis)}, ${jusqua(a.fin)}`,
  );
  const texte =
    trouves.length === 0
      ? "Aucun administrateur. Pour créer le premier : npm run --silent rigel -- administrateur ajouter EMAIL"
      : [`${accorder(trouves.length, "administrateur")} :`, ...lignes].join("\n");
  ecrire(sortie, lus.options.json, { administrateurs: trouves }, texte);
  return trouves.length === 0 ? CODES.NEGATIF : CODES.BON;
}

async function retirer(args: string[], sortie: Sortie, maintenant: Date): Promise<number> {
  const lus = lireArguments(args, { ...json, force: { type: "boolean" } } as const, ["EMAIL"]);
  const email = lireEmail(lus.arguments[0]);
  const fait = await retirerAdministrateur(email, lus.options.force === true, maintenant);
  const reste =
    fait.restants === 0 ? "Il n’y a plus aucun administrateur." : `Il en reste ${accorder(fait.restants, "autre")}.`;
  ecrire(sortie, lus.options.json, { email, ...fait }, `${email} n’est plus administrateur. ${reste}`);
  return CODES.BON;
}

const GESTES: Record<string, typeof ajouter> = { ajouter, lister, retirer };

/** `rigel administrateur ajouter|lister|retirer`: the only way in before someone can grant. */
export const commande: CommandeBase = {
  async executer(args, sortie, maintenant) {
    const [geste, ...reste] = args;
    const faire = geste === undefined ? undefined : GESTES[geste];
    if (faire === undefined) throw new ErreurUsage("Dites ce qu’il faut faire : ajouter, lister ou retirer.");
    try {
      return await faire(reste, sortie, maintenant);
    } catch (erreur) {
      if (!(erreur instanceof ErreurMetier) || !reste.includes("--json")) throw erreur;
      sortie.stdout(`${JSON.stringify({ format: FORMAT, erreur: erreur.code, message: erreur.message }, null, 2)}\n`);
      return CODES.NEGATIF;
    }
  },
};
