/**
 * The company register, behind one question: who is this SIRET? Implemented on the public API « Recherche d’entreprises » (DINUM). Off
 * unless RIGEL_REGISTRE_URL is set. Whatever goes wrong is « indisponible »: silence never verifies anyone.
 */
import { z } from "zod";
import { type DateIso, estDate } from "@/lib/domain/dates";
import type { Categorie, Nature } from "@/lib/domain/nomenclatures";
import { categorieDe, natureDansRegistre } from "@/lib/domain/organisations";
import { env } from "@/lib/env";

export type IdentiteRegistre = {
  nom: string;
  siret: string;
  nature: Nature | null;
  categorie: Categorie | null;
  commune: string | null;
  /** Closed since that day: the établissement, or the whole company. */
  fermeeLe: DateIso | null;
};

export type ReponseRegistre =
  | { etat: "trouvee"; identite: IdentiteRegistre }
  | { etat: "absente" }
  | { etat: "indisponible"; motif: string };

export interface RegistreEntreprises {
  chercher(siret: string): Promise<ReponseRegistre>;
}

const DELAI_MS = 3_000;
/** An answer about one établissement weighs some ten kilobytes. */
const OCTETS_MAX = 500_000;

const etablissement = z.object({
  siret: z.string(),
  libelle_commune: z.string().nullish(),
  etat_administratif: z.string().nullish(),
  date_fermeture: z.string().nullish(),
});

const reponse = z.object({
  results: z.array(
    z.object({
      nom_complet: z.string().nullish(),
      nom_raison_sociale: z.string().nullish(),
      nature_juridique: z.string().nullish(),
      etat_administratif: z.string().nullish(),
      date_fermeture: z.string().nullish(),
      siege: etablissement.nullish(),
      matching_etablissements: z.array(etablissement).nullish(),
    }),
  ),
});

/** A person or company that asked not to be shown: the register answers with this in the place of its words. */
const MASQUE = "[NON-DIFFUSIBLE]";
const texte = (t: string | null | undefined, max: number): string | null => {
  const propre = (t ?? "").replace(/\s+/g, " ").replace(/'/g, "’").trim();
  return propre === "" || propre.includes(MASQUE) ? null : propre.slice(0, max);
};

class ReponseRefusee extends Error {
  override name = "ReponseRefusee";
}

export function rechercheEntreprises(adresse: string, delaiMs: number = DELAI_MS): RegistreEntreprises {
  return {
    async chercher(siret) {
      try {
        return lire(siret, await demander(adresse, siret, delaiMs));
      } catch (erreur) {
        return { etat: "indisponible", motif: erreur instanceof Error ? erreur.name : "inconnu" };
      }
    },
  };
}

/** null: this service asks no register. */
export const registreConfigure = (adresse = env.RIGEL_REGISTRE_URL): RegistreEntreprises | null =>
  adresse === undefined ? null : rechercheEntreprises(adresse);

async function demander(adresse: string, siret: string, delaiMs: number): Promise<unknown> {
  const url = `${adresse}/search?q=${encodeURIComponent(siret)}&page=1&per_page=5`;
  const recue = await fetch(url, {
    headers: { Accept: "application/json" },
    // Sent elsewhere, the question would go to whoever the answer names.
    redirect: "error",
    signal: AbortSignal.timeout(delaiMs),
    cache: "no-store",
  });
  if (!recue.ok || recue.body === null) {
    await recue.body?.cancel();
    throw new ReponseRefusee(`Réponse ${recue.status} du registre`);
  }
  const morceaux: Uint8Array[] = [];
  let octets = 0;
  for await (const morceau of recue.body as unknown as AsyncIterable<Uint8Array>) {
    octets += morceau.byteLength;
    if (octets > OCTETS_MAX) throw new ReponseRefusee("Réponse trop longue du registre");
    morceaux.push(morceau);
  }
  return JSON.parse(Buffer.concat(morceaux).toString("utf8"));
}

/** Only an answer about that very SIRET counts: the API looks for words, and may well answer about another company. */
function lire(siret: string, brut: unknown): ReponseRegistre {
  const { results } = reponse.parse(brut);
  for (const entreprise of results) {
    const lieux = [...(entreprise.matching_etablissements ?? []), ...(entreprise.siege ? [entreprise.siege] : [])];
    const lieu = lieux.find((l) => l.siret === siret);
    if (lieu === undefined) continue;
    const nom = texte(entreprise.nom_raison_sociale, 200) ?? texte(entreprise.nom_complet, 200);
    // Known but not shown: the register confirms no name.
    if (nom === null) return { etat: "absente" };
    const nature = natureDansRegistre(entreprise.nature_juridique);
    return {
      etat: "trouvee",
      identite: {
        nom,
        siret,
        nature,
        categorie: categorieDe(nature),
        commune: texte(lieu.libelle_commune, 100),
        fermeeLe: fermeture(lieu, entreprise),
      },
    };
  }
  if (results.length > 0) throw new ReponseRefusee("Le registre a répondu sur un autre établissement");
  return { etat: "absente" };
}

type Etat = { etat_administratif?: string | null | undefined; date_fermeture?: string | null | undefined };

/** Closed, but nobody says since when: not an answer that a date can be written from. */
function fermeture(lieu: Etat, entreprise: Etat): DateIso | null {
  const ferme = lieu.etat_administratif === "F" ? lieu : entreprise.etat_administratif === "C" ? entreprise : null;
  if (ferme === null) return null;
  const jour = (ferme.date_fermeture ?? lieu.date_fermeture ?? entreprise.date_fermeture ?? "").slice(0, 10);
  if (!estDate(jour)) throw new ReponseRefusee("Fermeture sans date");
  return jour;
}
