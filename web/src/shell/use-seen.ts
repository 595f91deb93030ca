import { type RefObject, useEffect, useRef, useState } from "react";

/** Nearer than this to the screen counts as seen. */
const MARGIN = "240px";

/** Whether an element has come near the screen. What lies below it is asked for then and not before. */
export function useSeen<E extends HTMLElement>(): [RefObject<E | null>, boolean] {
  const element = useRef<E>(null);
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    if (seen || element.current === null) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
    }, { rootMargin: MARGIN });
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [seen]);
  return [element, seen];
}
