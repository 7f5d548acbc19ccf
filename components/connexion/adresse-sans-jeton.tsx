"use client";
import { useEffect } from "react";

/**
 * Takes the token out of the address bar and of the history once the form holds it: not in a screenshot, not on a shared
 * screen, not in the history of a shared computer. Without JavaScript the form works all the same.
 */
export function AdresseSansJeton() {
  useEffect(() => window.history.replaceState(null, "", window.location.pathname), []);
  return null;
}
