"use client";
import { useRouter } from "next/navigation";
import { type DragEvent, useRef, useState, useTransition } from "react";
import { BadgeVerdictGlobal } from "@/components/dossier/badge-verdict";
import { accorder, ecrireEuros } from "@/lib/domain/ecriture";
import { nomRegion } from "@/lib/domain/nomenclatures";
import type { DemandeImport } from "@/lib/schemas/demandes";
import type { JeuRegles } from "@/lib/schemas/jeu-regles";
import type { Reponse } from "@/lib/schemas/reponse";
import styles from "./creation.module.css";
import type { ApercuImport, FauteImport } from "./lire-import";

export type Importer = (demande: DemandeImport) => Promise<Reponse<{ id: string }>>;

type Etat =
  | { type: "attente" }
  | { type: "lecture"; nom: string }
  | { type: "pret"; nom: string; texte: string; apercu: ApercuImport }
  | { type: "fautif"; nom: string; fautes: readonly FauteImport[] };

/** A `rigel-dossier/1` file: what it holds is shown, and nothing is created before the person says so. */
export function ImportFichier({ jeux, importer }: { jeux: readonly JeuRegles[]; importer: Importer }) {
  const routeur = useRouter();
  const [etat, setEtat] = useState<Etat>({ type: "attente" });
  const [survol, setSurvol] = useState(false);
  const [enCours, demarrer] = useTransition();
  const entree = useRef<HTMLInputElement>(null);
  /** A second file chosen while the first is being read wins. */
  const dernier = useRef(0);

  async function lire(fichier: File | undefined) {
    if (!fichier) return;
    const rang = ++dernier.current;
    setEtat({ type: "lecture", nom: fichier.name });
    // The format's schema and the rules weigh too much to come with a page that may never need them.
    const [{ lireImport }, texte] = await Promise.all([import("./lire-import"), fichier.text()]);
    if (rang !== dernier.current) return;
    const lu = lireImport(texte, jeux);
    setEtat(
      lu.ok
        ? { type: "pret", nom: fichier.name, texte, apercu: lu.apercu }
        : { type: "fautif", nom: fichier.name, fautes: lu.fautes },
    );
    if (entree.current) entree.current.value = "";
  }

  const confirmer = (nom: string, texte: string) =>
    demarrer(async () => {
      const reponse = await importer({ texte });
      if (reponse.ok) return routeur.push(`/dossiers/${reponse.data.id}`);
      const { fields, message } = reponse.error;
      const fautes = fields
        ? Object.entries(fields).map(([chemin, m]) => ({ chemin, message: m }))
        : [{ chemin: "", message }];
      setEtat({ type: "fautif", nom, fautes });
    });

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut of the file button inside */}
      <div
        className={`${styles.depot} ${survol ? styles.survol : ""}`}
        onDragOver={(e: DragEvent) => {
          e.preventDefault();
          setSurvol(true);
        }}
        onDragLeave={() => setSurvol(false)}
        onDrop={(e: DragEvent) => {
          e.preventDefault();
          setSurvol(false);
          void lire(e.dataTransfer.files[0]);
        }}
      >
        <div className="fr-upload-group">
          <label className="fr-label" htmlFor="fichier-import">
            Fichier rigel-dossier/1
            <span className="fr-hint-text">Format JSON, 5 Mo au plus. Vous pouvez aussi déposer le fichier ici.</span>
          </label>
          <input
            ref={entree}
            className="fr-upload"
            type="file"
            id="fichier-import"
            accept=".json,application/json"
            aria-describedby="suivi-import"
            onChange={(e) => void lire(e.target.files?.[0])}
          />
        </div>
      </div>
      <div id="suivi-import" aria-live="polite">
        {etat.type === "lecture" ? <p>Lecture de {etat.nom}…</p> : null}
        {etat.type === "fautif" ? <Fautes nom={etat.nom} fautes={etat.fautes} /> : null}
        {etat.type === "pret" ? (
          <div className={styles.apercu}>
            <h3 className="fr-h6 fr-mb-1w">{etat.nom}</h3>
            <Apercu apercu={etat.apercu} />
            <button
              type="button"
              className="fr-btn fr-btn--secondary"
              disabled={enCours}
              onClick={() => confirmer(etat.nom, etat.texte)}
            >
              {enCours ? "Création…" : "Créer le dossier depuis ce fichier"}
            </button>
          </div>
        ) : null}
      </div>
    </>
  );
}

function Fautes({ nom, fautes }: { nom: string; fautes: readonly FauteImport[] }) {
  return (
    <div className="fr-alert fr-alert--error">
      <h3 className="fr-alert__title">
        {nom} : {accorder(fautes.length, "faute")}, rien n’a été créé
      </h3>
      <ul className={styles.fautes}>
        {fautes.map((f) => (
          <li key={`${f.chemin}-${f.message}`}>
            {f.chemin ? <code>{f.chemin}</code> : null}
            {f.chemin ? " : " : ""}
            {f.message}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Apercu({ apercu }: { apercu: ApercuImport }) {
  const { titre, acronyme, regime, regionAcademique, coutTotal, subvention, verdict } = apercu;
  const lignes: [string, React.ReactNode][] = [
    ["Titre", acronyme ? `${acronyme}, ${titre}` : titre],
    ["Région académique", regionAcademique ? nomRegion(regionAcademique) : "Non renseignée"],
    ["Régime", regime],
    ["Coût total", coutTotal === null ? "Non renseigné" : ecrireEuros(coutTotal)],
    ["Subvention demandée", subvention === null ? "Non renseigné" : ecrireEuros(subvention)],
    ["Verdict", <BadgeVerdictGlobal key="verdict" verdict={verdict} petit />],
  ];
  return (
    <dl className={styles.lignes}>
      {lignes.map(([nom, valeur]) => (
        <div key={nom}>
          <dt>{nom}</dt>
          <dd>{valeur}</dd>
        </div>
      ))}
    </dl>
  );
}
