"use client";
/** An image pasted in an answer, which holds text only: joined to the dossier in one press. */
import { useState } from "react";
import { accorder } from "@/lib/domain/ecriture";
import { envoyerPiece, motifDuRefus, refusDeFichier } from "../envoi-piece";
import { useEspaceFixe } from "../espace-contexte";

type Etat = { phase: "offerte" | "envoi" | "jointe" } | { phase: "refusee"; motif: string };

export function JoindreImage({ images }: { images: readonly File[] }) {
  const { espace, rafraichir } = useEspaceFixe();
  const [etat, setEtat] = useState<Etat>({ phase: "offerte" });
  // Those that went before one was refused are not sent twice.
  const [restantes, setRestantes] = useState(images);

  async function joindre() {
    setEtat({ phase: "envoi" });
    for (const [n, image] of restantes.entries()) {
      const motif = refusDeFichier(image);
      const reponse =
        motif === null
          ? await envoyerPiece(espace.id, image, { type: null, date: null }, () => undefined).finie
          : { ok: false as const, error: { message: motif } };
      if (!reponse.ok) {
        setRestantes(restantes.slice(n));
        setEtat({ phase: "refusee", motif: motif ?? motifDuRefus(reponse.error, image.name) });
        if (n > 0) rafraichir();
        return;
      }
    }
    setEtat({ phase: "jointe" });
    rafraichir();
  }

  const nombre = restantes.length;
  return (
    <>
      {etat.phase === "jointe" ? (
        <p>
          {nombre > 1 ? `${accorder(nombre, "image")} jointes` : "Image jointe"} aux pièces du dossier. Dites-y ce que
          c’est.
        </p>
      ) : (
        // Kept as one button through the sending: it holds the focus.
        <button
          type="button"
          className="fr-btn fr-btn--secondary fr-btn--sm"
          aria-disabled={etat.phase === "envoi"}
          onClick={() => {
            if (etat.phase !== "envoi") void joindre();
          }}
        >
          {etat.phase === "envoi"
            ? "Envoi…"
            : nombre > 1
              ? `Joindre les ${nombre} images en annexe`
              : "Joindre l’image en annexe"}
        </button>
      )}
      {etat.phase === "refusee" ? <p className="fr-message fr-message--error">{etat.motif}</p> : null}
    </>
  );
}
