import { Maximize2, ZoomIn, ZoomOut } from "lucide-react";
import { Button } from "../ui/Button.tsx";
import { CLOSEST, isZoomed, WHOLE, type Zoom, zoomBy } from "./zoom.ts";

interface ZoomButtonsProps {
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
}

/** Closer, wider, and everything. */
export function ZoomButtons({ zoom, onZoom }: ZoomButtonsProps) {
  const zoomed = isZoomed(zoom);
  return (
    <span role="group" aria-label="Zoom" className="inline-flex gap-0.5">
      <Button
        look="ghost"
        size="sm"
        aria-label="Zoom out"
        title="Zoom out (−)"
        disabled={!zoomed}
        onClick={() => onZoom(zoomBy(zoom, 1 / 2))}
      >
        <ZoomOut size={14} aria-hidden="true" />
      </Button>
      <Button
        look="ghost"
        size="sm"
        aria-label="Zoom in"
        title="Zoom in (+), or Ctrl and the wheel"
        disabled={zoom.to - zoom.from <= CLOSEST}
        onClick={() => onZoom(zoomBy(zoom, 2))}
      >
        <ZoomIn size={14} aria-hidden="true" />
      </Button>
      <Button
        look="ghost"
        size="sm"
        aria-label="Whole session"
        title="Whole session (0)"
        disabled={!zoomed}
        onClick={() => onZoom(WHOLE)}
      >
        <Maximize2 size={14} aria-hidden="true" />
      </Button>
    </span>
  );
}
