/** Printed lengths, asked of the server once typing rests; one request for all the fields of the page. */
import type { DemandeMesure, Mesure, MesurerTextes } from "@/lib/schemas/mesure";

const REPOS_MS = 1_500;

export function creerMesures(mesurer: MesurerTextes) {
  const ecouteurs = new Set<() => void>();
  let derniere: Mesure | null = null;
  let demandee = "";
  let minuterie: ReturnType<typeof setTimeout> | undefined;

  const envoyer = async (demande: DemandeMesure, cle: string) => {
    try {
      const reponse = await mesurer(demande);
      // Typed on meanwhile: that measure is on its way.
      if (!reponse.ok || cle !== demandee) return;
      derniere = reponse.data;
      for (const prevenir of ecouteurs) prevenir();
    } catch {
      // Offline: the last measure stays, the next rest of the keys asks again.
      if (cle === demandee) demandee = "";
    }
  };
  return {
    lire: () => derniere,
    souscrire: (prevenir: () => void) => {
      ecouteurs.add(prevenir);
      return () => {
        ecouteurs.delete(prevenir);
      };
    },
    suivre: (demande: DemandeMesure) => {
      const cle = JSON.stringify(demande.textes);
      if (cle === demandee) return;
      const premiere = demandee === "";
      demandee = cle;
      clearTimeout(minuterie);
      minuterie = setTimeout(() => void envoyer(demande, cle), premiere ? 300 : REPOS_MS);
    },
  };
}
export type Mesures = ReturnType<typeof creerMesures>;

const parDossier = new Map<string, Mesures>();
/** The same for every field of one dossier. */
export function mesuresDe(dossierId: string, mesurer: MesurerTextes): Mesures {
  const connues = parDossier.get(dossierId) ?? creerMesures(mesurer);
  parDossier.set(dossierId, connues);
  return connues;
}
