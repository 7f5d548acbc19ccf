"use client";
import { useState } from "react";
import { accorder } from "@/lib/domain/ecriture";
import type { EtatChaine } from "@/lib/schemas/journal-vue";
import type { Reponse } from "@/lib/schemas/reponse";
import styles from "./audit.module.css";

export type ResultatVerification = { entrees: number; anomalies: string[]; le: string };

const INSTANT = new Intl.DateTimeFormat("fr-FR", { timeZone: "Europe/Paris", dateStyle: "long", timeStyle: "short" });
const MONTREES_MAX = 50;

function phrase({ entrees, verification }: EtatChaine): string {
  if (verification === null) return `Chaîne pas encore vérifiée : ${accorder(entrees, "entrée")}.`;
  const quand = `dernière vérification le ${INSTANT.format(new Date(verification.le))}`;
  return verification.anomalies === 0
    ? `Chaîne vérifiée : ${accorder(verification.entrees, "entrée")}, ${quand}.`
    : `Chaîne altérée : ${accorder(verification.anomalies, "anomalie")}, ${quand}.`;
}

/** What the last verification said, and another one on demand. */
export function EtatDeLaChaine({
  chaine,
  verifier,
}: {
  chaine: EtatChaine;
  verifier: () => Promise<Reponse<ResultatVerification>>;
}) {
  const [vue, setVue] = useState(chaine);
  const [anomalies, setAnomalies] = useState<string[]>([]);
  const [enCours, setEnCours] = useState(false);
  const [erreur, setErreur] = useState<string | null>(null);

  async function demander() {
    setEnCours(true);
    setErreur(null);
    const reponse = await verifier().catch(() => null);
    setEnCours(false);
    if (reponse?.ok) {
      const { entrees, le, anomalies: trouvees } = reponse.data;
      setVue({ entrees, verification: { le, entrees, anomalies: trouvees.length } });
      setAnomalies(trouvees);
    } else setErreur(reponse?.error.message ?? "La demande n’est pas partie : vérifiez la connexion.");
  }

  const ton = vue.verification === null ? styles.inconnue : vue.verification.anomalies > 0 ? styles.alteree : undefined;
  return (
    <div className={[styles.chaine, ton].filter(Boolean).join(" ")}>
      <p role="status">{enCours ? "Vérification en cours : chaque entrée est recalculée…" : phrase(vue)}</p>
      {erreur === null ? null : (
        <p className="fr-message fr-message--error" role="alert">
          {erreur}
        </p>
      )}
      {anomalies.length > 0 ? (
        <ul>
          {anomalies.slice(0, MONTREES_MAX).map((a, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two findings may read the same; the list never changes
            <li key={i}>{a}</li>
          ))}
          {anomalies.length > MONTREES_MAX ? <li>Et {anomalies.length - MONTREES_MAX} autres.</li> : null}
        </ul>
      ) : null}
      <button
        type="button"
        className="fr-btn fr-btn--tertiary fr-btn--sm"
        onClick={() => void demander()}
        aria-disabled={enCours}
      >
        Vérifier maintenant
      </button>
    </div>
  );
}
