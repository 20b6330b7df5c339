### widgets
widget-not-reported = nicht gemeldet
widget-stale = veraltet { $age }
