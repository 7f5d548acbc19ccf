"use client";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { useEspaceFixe } from "@/components/dossier/espace-contexte";
import { Modale } from "@/components/dsfr/modale";
import { useGeste } from "@/components/equipe/usage-geste";
import { nonEnregistre, toutEnvoyer } from "@/components/points/retour";
import type { ChangementRegime } from "@/lib/domain/changement-regime";
import { typographie } from "@/lib/domain/ecriture";
import type { Regime } from "@/lib/domain/regimes";
import type { ChangerRegime } from "./actions-regime";
import { consequences, resumer } from "./phrases";

/** The yes: what will block is named, and what was compared is what moves. */
export function ModaleRegime({
  changement,
  present,
  cible,
  refusPoint,
  ouverte,
  surFermeture,
  changerRegime,
  surFait,
}: {
  changement: ChangementRegime;
  present: Regime;
  cible: Regime;
  /** Why the save point that the change makes first would not fit: said before the yes. */
  refusPoint: string | null;
  ouverte: boolean;
  surFermeture: () => void;
  changerRegime: ChangerRegime;
  surFait: () => void;
}) {
  const { espace, magasin, rafraichir } = useEspaceFixe();
  const { faire, enCours, erreur, effacer } = useGeste();
  const [retenues, setRetenues] = useState<readonly string[] | null>(null);
  /** Revision of the content that this dialog tells about; null: not all of it is saved yet. */
  const [revision, setRevision] = useState<number | null>(null);
  const perime = erreur?.code === "conflit";
  /** What the page held when the yes was refused. */
  const refusee = useRef<typeof espace | null>(null);
  const [refaite, setRefaite] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each opening
  useEffect(() => {
    if (!ouverte) return;
    effacer();
    setRevision(null);
    setRetenues(null);
    setRefaite(false);
    let fermee = false;
    void toutEnvoyer(magasin).then((reste) => {
      if (fermee) return;
      if (reste > 0) setRetenues(nonEnregistre(magasin));
      else setRevision(magasin.revisionConnue());
    });
    return () => {
      fermee = true;
    };
  }, [ouverte]);

  // Refused because the dossier moved: it is read again by itself, what is shown follows, and the yes is asked anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each dossier read again
  useEffect(() => {
    if (!ouverte || !perime || refusee.current === espace) return;
    setRevision(Math.max(espace.revision, magasin.revisionConnue()));
    setRefaite(true);
    effacer();
  }, [ouverte, perime, espace]);

  async function confirmer() {
    if (revision === null) return;
    refusee.current = espace;
    setRefaite(false);
    const fait = await faire(() =>
      changerRegime({
        dossierId: espace.id,
        de: { regime: present.code, numero: present.numero },
        vers: { regime: cible.code, numero: cible.numero },
        revisionVue: revision,
        lecteur: espace.lecteur.id,
      }),
    );
    if (fait === null) return;
    surFermeture();
    rafraichir();
    surFait();
  }

  const { blocages } = changement;
  return (
    <Modale
      id="modale-regime"
      titre={`Passer à « ${cible.nom} »`}
      taille="grande"
      ouverte={ouverte}
      surFermeture={surFermeture}
      sansFermeture={enCours}
      boutons={
        <>
          <button
            type="button"
            className="fr-btn"
            disabled={enCours || revision === null || refusPoint !== null || perime}
            onClick={() => void confirmer()}
          >
            {enCours ? "En cours…" : "Confirmer le changement de régime"}
          </button>
          <button type="button" className="fr-btn fr-btn--secondary" disabled={enCours} onClick={surFermeture}>
            Garder le régime d’aujourd’hui
          </button>
        </>
      }
    >
      <div role="alert">
        {erreur ? <p className="fr-message fr-message--error">{erreur.message}</p> : null}
        {refusPoint === null ? null : (
          <p className="fr-message fr-message--error">
            <span>
              Le dossier d’avant ne pourrait pas être gardé. {typographie(refusPoint)}{" "}
              <Link href={`/dossiers/${espace.id}/points`}>Voir les points de sauvegarde</Link>
            </span>
          </p>
        )}
        {retenues ? (
          <>
            <p className="fr-message fr-message--error">
              Le régime ne peut pas changer : des modifications ne sont pas enregistrées. Réglez-les, puis recommencez.
            </p>
            <ul>
              {retenues.map((r) => (
                <li key={r}>{r}</li>
              ))}
            </ul>
          </>
        ) : null}
      </div>
      <div role="status">
        {refaite ? (
          <p className="fr-message fr-message--info">
            Le dossier a changé : la comparaison vient d’être refaite. Relisez-la, puis confirmez.
          </p>
        ) : null}
      </div>
      <p>{resumer(changement)}</p>
      {blocages.length === 0 ? null : (
        <>
          <p>
            <strong>À régler avant de pouvoir déposer sous ce régime :</strong>
          </p>
          <ul>
            {blocages.map(({ regle, nouveau }) => (
              <li key={regle.code}>
                {regle.titre}
                {nouveau ? " (ne bloque pas aujourd’hui)" : " (bloque déjà)"}
              </li>
            ))}
          </ul>
        </>
      )}
      <ul>
        {consequences(changement).map((phrase) => (
          <li key={phrase}>{phrase}</li>
        ))}
      </ul>
    </Modale>
  );
}
