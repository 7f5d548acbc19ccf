"use client";
import { type MouseEvent, useEffect, useRef, useState } from "react";
import type { Reponse } from "@/lib/schemas/reponse";

type Etat = { phase: "repos" } | { phase: "preparation" } | { phase: "envoi"; part: number } | { phase: "fini" };

/** Beyond, the browser takes it to the disk by itself: here it would be held in memory, twice. */
const OCTETS_MAX = 50_000_000;
const PANNE = "Le paquet n’est pas arrivé : vérifiez la connexion, puis réessayez.";

/** A plain link that works by itself; with scripts, it says where it stands: a pack takes seconds to be made. */
export function TelechargerPaquet({
  dossierId,
  numero,
  octets,
}: {
  dossierId: string;
  numero: number;
  /** Of the pieces. */
  octets: number;
}) {
  const [etat, setEtat] = useState<Etat>({ phase: "repos" });
  const [erreur, setErreur] = useState<string | null>(null);
  const arret = useRef<AbortController | null>(null);
  useEffect(() => () => arret.current?.abort(), []);
  const adresse = `/dossiers/${dossierId}/versions/${numero}/paquet.zip`;
  // Each annexe is in it twice: as it is, and in the assembly.
  const lourd = 2 * octets > OCTETS_MAX;

  async function telecharger(e: MouseEvent) {
    if (lourd) return;
    e.preventDefault();
    if (etat.phase === "preparation" || etat.phase === "envoi") return;
    arret.current = new AbortController();
    setErreur(null);
    setEtat({ phase: "preparation" });
    try {
      const reponse = await fetch(adresse, { signal: arret.current.signal, redirect: "error" });
      if (!reponse.ok) {
        const lue = (await reponse.json().catch(() => null)) as { message?: string } | null;
        setErreur(lue?.message ?? PANNE);
        return setEtat({ phase: "repos" });
      }
      if (Number(reponse.headers.get("content-length") ?? 0) > OCTETS_MAX) {
        arret.current.abort();
        window.location.assign(adresse);
        return setEtat({ phase: "repos" });
      }
      const fichier = await lireTout(reponse, (part) => setEtat({ phase: "envoi", part }));
      enregistrer(fichier, nomDe(reponse) ?? `paquet-version-${numero}.zip`);
      setEtat({ phase: "fini" });
    } catch {
      if (!arret.current.signal.aborted) setErreur(PANNE);
      setEtat({ phase: "repos" });
    }
  }
  const enCours = etat.phase === "preparation" || etat.phase === "envoi";
  return (
    <div className="rg-paquet__telecharger">
      <a className="fr-link fr-link--download" href={adresse} download onClick={(e) => void telecharger(e)}>
        Télécharger le paquet de dépôt de la version {numero}
        <span className="fr-link__detail">
          ZIP, avec les annexes en un seul PDF{lourd ? " ; sa préparation prend jusqu’à une minute" : ""}
        </span>
      </a>
      {enCours ? (
        <p className="rg-petit fr-mb-0">
          <label htmlFor={`paquet-${numero}`}>
            {etat.phase === "envoi" ? "Téléchargement du paquet…" : "Préparation du paquet : les annexes s’assemblent…"}
          </label>{" "}
          <progress
            id={`paquet-${numero}`}
            max={1}
            {...(etat.phase === "envoi" && { value: Math.round(etat.part * 20) / 20 })}
          />{" "}
          <button
            type="button"
            className="fr-btn fr-btn--tertiary-no-outline fr-btn--sm"
            onClick={() => arret.current?.abort()}
          >
            Interrompre
          </button>
        </p>
      ) : null}
      <div aria-live="polite">
        {etat.phase === "preparation" ? <p className="fr-sr-only">Préparation du paquet en cours.</p> : null}
        {etat.phase === "fini" ? <p className="fr-message fr-message--valid">Paquet téléchargé.</p> : null}
        {erreur ? <p className="fr-message fr-message--error">{erreur}</p> : null}
      </div>
    </div>
  );
}

async function lireTout(reponse: Response, surAvance: (part: number) => void): Promise<Blob> {
  const total = Number(reponse.headers.get("content-length") ?? 0);
  const lecteur = reponse.body?.getReader();
  if (!lecteur) return reponse.blob();
  const morceaux: BlobPart[] = [];
  let recus = 0;
  for (let lu = await lecteur.read(); !lu.done; lu = await lecteur.read()) {
    morceaux.push(lu.value as unknown as BlobPart);
    recus += lu.value.byteLength;
    if (total > 0) surAvance(recus / total);
  }
  // Cut on the way: half a pack is none.
  if (total > 0 && recus !== total) throw new Error("incomplet");
  return new Blob(morceaux, { type: "application/zip" });
}

const nomDe = (reponse: Response): string | null =>
  /filename="([^"]+)"/.exec(reponse.headers.get("content-disposition") ?? "")?.[1] ?? null;

function enregistrer(fichier: Blob, nom: string): void {
  const adresse = URL.createObjectURL(fichier);
  const lien = document.createElement("a");
  lien.href = adresse;
  lien.download = nom;
  lien.click();
  setTimeout(() => URL.revokeObjectURL(adresse), 60_000);
}

/** Asks for what the pack would hold; `type`: for the pieces of this type only. */
export async function demanderApercu<T>(dossierId: string, signal: AbortSignal, type?: string): Promise<Reponse<T>> {
  const suite = type === undefined ? "" : `?type=${encodeURIComponent(type)}`;
  const reponse = await fetch(`/api/v1/dossiers/${dossierId}/paquet${suite}`, { signal }).catch(() => null);
  const lue = (await reponse?.json().catch(() => null)) as Reponse<T> | null | undefined;
  return typeof lue?.ok === "boolean"
    ? lue
    : { ok: false, error: { code: "indisponible", message: "Le contenu n’a pas pu être lu : réessayez." } };
}
