"use client";
import { useRouter } from "next/navigation";
import { type DragEvent, useId, useRef, useState, useTransition } from "react";
import type { DemandeImport } from "@/lib/schemas/demandes";
import type { DemandeHomonymes, Homonyme } from "@/lib/schemas/duplication";
import type { JeuRegles } from "@/lib/schemas/jeu-regles";
import type { Reponse } from "@/lib/schemas/reponse";
import { ApercuImport, Homonymes } from "./apercu-import";
import styles from "./creation.module.css";
import { decoderImport } from "./decoder-import";
import { FautesImport } from "./fautes-import";
import type { ApercuImport as Apercu, FauteImport } from "./lire-import";
import { lirePdf } from "./lire-pdf";

export type Importer = (demande: DemandeImport) => Promise<Reponse<{ id: string }>>;
export type ChercherHomonymes = (demande: DemandeHomonymes) => Promise<Reponse<Homonyme[]>>;

type Pret = {
  type: "pret";
  nom: string;
  texte: string;
  apercu: Apercu;
  remarque: string | null;
  homonymes: readonly Homonyme[];
};
type Etat =
  | { type: "attente" }
  | { type: "lecture"; nom: string }
  | Pret
  | { type: "fautif"; nom: string; fautes: readonly FauteImport[] };

const COLLE = "Texte collé";

/** A `rigel-dossier/1` file: what it holds is shown, and nothing is created before the person says so. */
export function ImportFichier({
  jeux,
  importer,
  chercherHomonymes,
}: {
  jeux: readonly JeuRegles[];
  importer: Importer;
  chercherHomonymes: ChercherHomonymes;
}) {
  const routeur = useRouter();
  const [etat, setEtat] = useState<Etat>({ type: "attente" });
  const [survol, setSurvol] = useState(false);
  const [enCours, demarrer] = useTransition();
  const entree = useRef<HTMLInputElement>(null);
  /** A second file chosen while the first is being read wins. */
  const dernier = useRef(0);

  const refuser = (nom: string, ...fautes: FauteImport[]) => setEtat({ type: "fautif", nom, fautes });

  async function lireTexte(rang: number, nom: string, texte: string, remarque: string | null) {
    // The format's schema and the rules weigh too much to come with a page that may never need them.
    const { lireImport } = await import("./lire-import");
    if (rang !== dernier.current) return;
    const lu = lireImport(texte, jeux);
    if (!lu.ok) return refuser(nom, ...lu.fautes);
    const { apercu } = lu;
    const pret: Pret = { type: "pret", nom, texte, apercu, remarque, homonymes: [] };
    setEtat(pret);
    const reponse = await chercherHomonymes({ titre: apercu.titre, acronyme: apercu.acronyme }).catch(() => null);
    // Unknown, it is not said: nothing depends on it.
    if (rang === dernier.current && reponse?.ok) setEtat({ ...pret, homonymes: reponse.data });
  }

  async function lire(fichier: File | undefined) {
    if (!fichier) return;
    const rang = ++dernier.current;
    const { name: nom } = fichier;
    setEtat({ type: "lecture", nom });
    const decode = decoderImport(new Uint8Array(await fichier.arrayBuffer()));
    if (entree.current) entree.current.value = "";
    if (rang !== dernier.current) return;
    if (decode.type === "refus") return refuser(nom, { chemin: "", message: decode.message });
    if (decode.type === "texte") return lireTexte(rang, nom, decode.texte, decode.remarque);
    const pdf = await lirePdf(fichier);
    if (rang !== dernier.current) return;
    if (!pdf.ok) return refuser(nom, { chemin: "", message: pdf.message });
    return lireTexte(rang, nom, pdf.texte, null);
  }

  const confirmer = (nom: string, texte: string) =>
    demarrer(async () => {
      const reponse = await importer({ texte }).catch(() => null);
      if (reponse?.ok) return routeur.push(`/dossiers/${reponse.data.id}`);
      const { fields, message } = reponse?.error ?? {
        message: "La demande n’est pas partie : vérifiez la connexion, puis recommencez.",
      };
      refuser(
        nom,
        ...(fields ? Object.entries(fields).map(([chemin, m]) => ({ chemin, message: m })) : [{ chemin: "", message }]),
      );
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
            <span className="fr-hint-text">
              Fichier JSON, 5 Mo au plus, ou PDF d’un dossier produit par Rigel. Vous pouvez aussi le déposer ici.
            </span>
          </label>
          <input
            ref={entree}
            className="fr-upload"
            type="file"
            id="fichier-import"
            accept=".json,application/json,.pdf,application/pdf"
            aria-describedby="suivi-import"
            onChange={(e) => void lire(e.target.files?.[0])}
          />
        </div>
      </div>
      <Coller
        lire={(texte) => {
          setEtat({ type: "lecture", nom: COLLE });
          void lireTexte(++dernier.current, COLLE, texte, null);
        }}
      />
      <div id="suivi-import" aria-live="polite">
        {etat.type === "lecture" ? <p>Lecture de {etat.nom}…</p> : null}
        {etat.type === "fautif" ? <FautesImport nom={etat.nom} fautes={etat.fautes} /> : null}
        {etat.type === "pret" ? (
          <div className={styles.apercu}>
            <h3 className="fr-h6 fr-mb-1w">{etat.nom}</h3>
            {etat.remarque ? <p className="fr-message fr-message--warning">{etat.remarque}</p> : null}
            <ApercuImport apercu={etat.apercu} />
            <Homonymes homonymes={etat.homonymes} />
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

/** For who was sent the text, not the file. */
function Coller({ lire }: { lire: (texte: string) => void }) {
  const id = useId();
  const [texte, setTexte] = useState("");
  return (
    <details className={styles.coller}>
      <summary>Coller le contenu du fichier</summary>
      <label className="fr-label" htmlFor={id}>
        Contenu du fichier
      </label>
      <textarea
        id={id}
        className="fr-input"
        rows={5}
        spellCheck={false}
        value={texte}
        onChange={(e) => setTexte(e.target.value)}
      />
      <button type="button" className="fr-btn fr-btn--tertiary fr-mt-1w" onClick={() => lire(texte)}>
        Lire ce contenu
      </button>
    </details>
  );
}
