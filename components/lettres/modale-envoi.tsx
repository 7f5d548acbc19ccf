"use client";
import { useState } from "react";
import { ChampTexte } from "@/components/dsfr/champ-texte";
import { Modale } from "@/components/dsfr/modale";
import { RefusFormulaire } from "@/components/dsfr/refus-formulaire";
import { useGeste } from "@/components/equipe/usage-geste";
import { phraseLettres } from "@/lib/domain/courrier";
import { ecrireEuros } from "@/lib/domain/ecriture";
import { demandeEnvoi } from "@/lib/schemas/lettres";
import type { ActionsLettres } from "./actions-lettres";
import styles from "./lettres.module.css";
import { type LigneRegistre, montantDe } from "./registre";

/** Every address is seen, and may be corrected, before anything leaves. */
export function ModaleEnvoi({
  dossierId,
  lignes,
  envoyerLettres,
  surFermeture,
  surEnvoi,
}: {
  dossierId: string;
  lignes: readonly LigneRegistre[];
  envoyerLettres: ActionsLettres["envoyerLettres"];
  surFermeture: () => void;
  surEnvoi: (phrase: string) => void;
}) {
  const [adresses, setAdresses] = useState<readonly string[]>(() =>
    lignes.map((l) => l.courante?.envoi?.a ?? l.contact ?? ""),
  );
  const [fautes, setFautes] = useState<Readonly<Record<number, string>>>({});
  const { faire, enCours, erreur, effacer } = useGeste();
  async function envoyer() {
    const envois = lignes.map((l, i) => ({
      lettreId: l.courante?.id ?? "",
      version: l.courante?.version ?? 0,
      adresse: adresses[i] ?? "",
    }));
    const lue = demandeEnvoi.safeParse({ dossierId, envois });
    if (!lue.success) {
      const lues: Record<number, string> = {};
      for (const { path, message } of lue.error.issues) lues[Number(path[1])] ??= message;
      setFautes(lues);
      document.getElementById(`envoi-${Object.keys(lues)[0]}`)?.focus();
      return;
    }
    const fait = await faire(() => envoyerLettres({ dossierId, envois }));
    if (fait !== null) surEnvoi(phraseLettres(fait.envoyees, fait.courrier));
  }
  return (
    <Modale
      id="modale-envoi-lettres"
      titre={lignes.length === 1 ? "Envoyer la lettre" : `Envoyer ${lignes.length} lettres`}
      taille="grande"
      ouverte
      surFermeture={surFermeture}
      boutons={
        <>
          <button type="button" className="fr-btn" disabled={enCours} onClick={() => void envoyer()}>
            {enCours ? "Envoi…" : "Envoyer"}
          </button>
          <button type="button" className="fr-btn fr-btn--secondary" onClick={surFermeture}>
            Annuler
          </button>
        </>
      }
    >
      <p>
        Chaque partenaire reçoit sa lettre en pièce jointe, et le lien vers sa page s’il a accès au dossier. Vérifiez
        les adresses : elles viennent de la fiche de chaque partenaire.
      </p>
      <RefusFormulaire erreur={erreur} />
      <form
        noValidate
        onSubmit={(e) => {
          e.preventDefault();
          void envoyer();
        }}
      >
        <ul className={styles.envois}>
          {lignes.map((l, i) => (
            <li key={l.partenaire}>
              <ChampTexte
                id={`envoi-${i}`}
                libelle={`Adresse électronique pour ${l.nom}`}
                aide={
                  l.courante === null
                    ? undefined
                    : `Lettre n° ${l.courante.numero}, ${ecrireEuros(montantDe(l.courante))}`
                }
                valeur={adresses[i] ?? ""}
                surChangement={(valeur) => {
                  setAdresses((avant) => avant.map((a, j) => (j === i ? valeur : a)));
                  setFautes(({ [i]: _, ...reste }) => reste);
                  effacer();
                }}
                erreur={fautes[i]}
              />
            </li>
          ))}
        </ul>
      </form>
    </Modale>
  );
}
