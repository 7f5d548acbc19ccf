"use client";
import { usePathname, useRouter } from "next/navigation";
import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { allerAuChamp } from "./aller-au-champ";
import { useEspaceFixe } from "./espace-contexte";
import { adresseDeChamp } from "./identifiant-champ";
import { champDAdresse, nomAdresse, nomDeSection } from "./nom-adresse";

type Geste = "annuler" | "retablir";

/** Where one types, Ctrl + Z belongs to the browser. */
const EN_SAISIE = "input, textarea, select, dialog, [contenteditable=true], [role=grid]";

/** Undo and redo of the whole dossier: says what, goes to the field, tells what someone else has changed since. */
export function Retours() {
  const { magasin, espace, lectureSeule, part } = useEspaceFixe();
  const routeur = useRouter();
  const page = usePathname();
  const [annonce, setAnnonce] = useState("");

  const nommer = (cible: ReturnType<typeof magasin.peutAnnuler>): string | null => {
    const [premiere, ...autres] = cible?.adresses ?? [];
    if (!cible || premiere === undefined) return null;
    const suite =
      autres.length > 0 ? ` et ${autres.length} ${autres.length === 1 ? "autre champ" : "autres champs"}` : "";
    return `${nomAdresse(magasin, premiere)}${suite} (${nomDeSection(cible.section)})`;
  };
  const annulable = useSyncExternalStore(
    magasin.souscrire,
    () => nommer(magasin.peutAnnuler()),
    () => null,
  );
  const retablissable = useSyncExternalStore(
    magasin.souscrire,
    () => nommer(magasin.peutRetablir()),
    () => null,
  );

  const faire = useCallback(
    (geste: Geste) => {
      const retour = magasin[geste]();
      if (!retour) return;
      const [visee] = retour.adresses.length > 0 ? retour.adresses : retour.refusees;
      const nom = visee === undefined ? "" : nomAdresse(magasin, visee);
      const fait = geste === "annuler" ? "Annulé" : "Rétabli";
      const refusees = retour.refusees.map((a) => nomAdresse(magasin, a)).join(", ");
      const phrases = [
        retour.adresses.length > 0 ? `${fait} : ${nom}.` : "",
        refusees ? `${refusees} : modifié depuis par une autre personne, laissé tel quel.` : "",
      ];
      setAnnonce(phrases.filter(Boolean).join(" "));
      if (visee === undefined) return;
      const champ = champDAdresse(magasin, visee);
      // The page of a part holds all of its fields.
      if (part !== null) return void allerAuChamp(champ.id);
      const adresse = adresseDeChamp(espace.id, champ);
      if (page === adresse.split("#")[0]) allerAuChamp(champ.id);
      else routeur.push(adresse);
    },
    [magasin, espace.id, part, page, routeur],
  );

  useEffect(() => {
    const touche = (e: KeyboardEvent) => {
      if (!(e.ctrlKey || e.metaKey) || e.altKey || (e.target as HTMLElement).closest(EN_SAISIE)) return;
      const lettre = e.key.toLowerCase();
      if (lettre === "z" && !e.shiftKey) faire("annuler");
      else if (lettre === "y" || (lettre === "z" && e.shiftKey)) faire("retablir");
      else return;
      e.preventDefault();
    };
    document.addEventListener("keydown", touche);
    return () => document.removeEventListener("keydown", touche);
  }, [faire]);

  if (lectureSeule) return null;
  return (
    <>
      {/* Always there, so that what disappears never takes the focus away with it. */}
      <Bouton geste="annuler" quoi={annulable} surClic={faire} />
      <Bouton geste="retablir" quoi={retablissable} surClic={faire} />
      <p className="fr-sr-only" role="status">
        {annonce}
      </p>
    </>
  );
}

const LIBELLES = {
  annuler: { nom: "Annuler", icone: "fr-icon-arrow-go-back-line" },
  retablir: { nom: "Rétablir", icone: "fr-icon-arrow-go-forward-line" },
} as const;

function Bouton({ geste, quoi, surClic }: { geste: Geste; quoi: string | null; surClic: (geste: Geste) => void }) {
  const { nom, icone } = LIBELLES[geste];
  return (
    <button
      type="button"
      className={`fr-btn fr-btn--tertiary fr-btn--sm fr-btn--icon-left ${icone}`}
      aria-disabled={quoi === null}
      aria-label={
        quoi === null ? `${nom} : rien à ${geste === "annuler" ? "annuler" : "rétablir"}` : `${nom} : ${quoi}`
      }
      title={quoi === null ? undefined : `${nom} : ${quoi}`}
      onClick={() => surClic(geste)}
    >
      {nom}
    </button>
  );
}
