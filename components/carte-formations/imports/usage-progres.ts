import { useEffect, useState } from "react";
import type { ProgresImport } from "@/lib/schemas/imports-carte";

const ATTENTE_MS = 1_000;

/** How far an import is, asked every second while `actif`; `fini` says that it is over, then nothing is asked any more. */
export function useProgres(
  importId: string,
  depart: ProgresImport,
  actif: boolean,
  fini: (lu: ProgresImport) => boolean,
): ProgresImport {
  const [progres, setProgres] = useState(depart);
  useEffect(() => {
    if (!actif) return;
    const controle = new AbortController();
    let minuterie: ReturnType<typeof setTimeout>;
    const regarder = async () => {
      const reponse = await fetch(`/api/v1/carte/imports/${importId}`, { signal: controle.signal }).catch(() => null);
      if (controle.signal.aborted) return;
      const lu = reponse?.ok ? ((await reponse.json()) as ProgresImport) : null;
      if (controle.signal.aborted) return;
      if (lu !== null && fini(lu)) return;
      if (lu !== null) setProgres(lu);
      minuterie = setTimeout(regarder, ATTENTE_MS);
    };
    minuterie = setTimeout(regarder, ATTENTE_MS);
    return () => {
      controle.abort();
      clearTimeout(minuterie);
    };
  }, [importId, actif, fini]);
  return progres;
}
